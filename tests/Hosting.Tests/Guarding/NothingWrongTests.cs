using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

/// <summary>What looks like a fault to a guard, and is none.</summary>
[Collection(StaticDoor.Name)]
public class NothingWrongTests
{
    const int ManyTimes = 30;

    public static TheoryData<string, string, bool> Carriers
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            foreach (var hasFailed in (bool[])[false, true])
            {
                data.Add("Own", "Foreign", hasFailed);
                data.Add("AsyncLocal", "All", hasFailed);
                data.Add("Activity", "All", hasFailed);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_trace_that_is_not_sampled_is_carried_as_any_other(string carrier, string guard, bool hasFailed)
    {
        using var situation = new Situation(("Carrier", carrier), ("Guard", guard), ("Fallback", "Null"));
        var own = new FailsOnce();
        situation.With("Own", _ => own);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        own.IsToFail = hasFailed;
        _ = tracer.Current;
        own.IsToFail = false;

        var remote = new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom(), IsSampled: false, IsRemote: true);
        for (var time = 0; time < ManyTimes; time++)
        {
            await tracer.RunInSpan(tracer.StartSpan("request", remote), async request =>
            {
                Assert.NotNull(request);
                await tracer.RunInSpan(request.StartChild("step"), async step =>
                {
                    Assert.Equal(remote.TraceId, step?.TraceId);
                    await Task.Yield();
                    Assert.Equal(remote.TraceId, tracer.Current?.TraceId);
                    using var active = step!.StartActiveChild("deep").SetBaggage("key", "value");
                    Assert.Equal("value", tracer.Carrier.RunWithSpan(active, _ => tracer.Current)?.Baggage["key"]);
                });
                Assert.Same(request, tracer.Current);
            });
        }

        Assert.Equal(carrier, host.Services.GetRequiredService<CarrierDecision>().InUse);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_carrier_that_lives_in_a_host_hands_spans_down_outside_of_it()
    {
        using var situation = new Situation(("Carrier", "Own"), ("Fallback", "Null")).With("Own", _ => new InARoom());
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();

        for (var time = 0; time < ManyTimes; time++)
        {
            using var outside = tracer.StartRoot("outside");
            Assert.Same(outside, tracer.Carrier.RunWithSpan(outside, active => active));
            Assert.Null(tracer.Carrier.RunWithSpan(outside, _ => tracer.Current));
            InARoom.Enter(() => Assert.Same(outside, tracer.Carrier.RunWithSpan(outside, _ => tracer.Current)));
        }

        Assert.Equal("Own", host.Services.GetRequiredService<CarrierDecision>().InUse);
        await host.StopAsync();
    }

    /// <summary>Sound, but for the one read in which it is to fail: from then on its guard holds its answers against what was meant.</summary>
    sealed class FailsOnce() : DelegatingCarrier(new AsyncLocalCarrier())
    {
        public bool IsToFail { get; set; }

        public override Span? Current => IsToFail ? throw new InvalidOperationException("once") : base.Current;
    }

    /// <summary>Keeps what is active in a room, which a thread is in or not. Outside there is nowhere to keep it.</summary>
    sealed class InARoom() : DelegatingCarrier(new Places()), IFlowHost
    {
        [ThreadStatic]
        static Dictionary<Places, Attachment?>? _room;

        public override CarrierScope Attach(Span? span) => _room is null ? new CarrierScope(span) : base.Attach(span);

        public override void AttachUntilEnd(Span span)
        {
            if (_room is not null)
                base.AttachUntilEnd(span);
        }

        public static void Enter(Action flow)
        {
            var outer = _room;
            _room = [];
            try
            {
                flow();
            }
            finally
            {
                _room = outer;
            }
        }

        void IFlowHost.Run(Action flow) => Enter(flow);

        Action IFlowHost.Fork(Action fork) => fork;

        sealed class Places : AmbientCarrier
        {
            public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

            protected override Attachment? Slot
            {
                get => _room?.GetValueOrDefault(this);
                set => _room![this] = value;
            }
        }
    }
}
