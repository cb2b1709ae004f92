using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

/// <summary>What a flow sees in and after what its carrier has failed in.</summary>
[Collection(StaticDoor.Name)]
public sealed class GuardTests : IDisposable
{
    readonly GuardedHost _host = new();

    Tracer Tracer => _host.Tracer;

    IContextCarrier Carrier => Tracer.Carrier;

    MisbehavingCarrier Misbehaving => _host.Misbehaving;

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(nameof(Misdeed.ThrowsBefore))]
    [InlineData(nameof(Misdeed.ThrowsAfter))]
    [InlineData(nameof(Misdeed.DoesNothing))]
    [InlineData(nameof(Misdeed.AnswersAnother))]
    [InlineData("OutOfService")]
    public async Task A_loop_started_under_a_mask_that_failed_sees_what_it_attaches_itself(string trouble)
    {
        using var request = Tracer.StartRoot("request");
        using var scope = Carrier.Attach(request);
        Fail(nameof(IContextCarrier.Attach), trouble);
        using var messages = new SemaphoreSlim(0);
        var loop = Tracer.Carrier.RunWithSpan(null, _ => Task.Run(async () =>
        {
            List<(Span? Before, Span? Span, Span? Inside, Span? After)> seen = [];
            for (var message = 0; message < 3; message++)
            {
                await messages.WaitAsync();
                var before = Tracer.Current;
                using var span = Tracer.StartRoot("message");
                var inside = Tracer.Carrier.RunWithSpan(span, _ => Tracer.Current);
                seen.Add((before, span, inside, Tracer.Current));
            }

            return seen;
        }));
        Misbehaving.Disarm();
        _host.Recover();
        messages.Release(3);

        foreach (var (before, span, inside, after) in await loop)
        {
            Assert.Null(before);
            Assert.Same(span, inside);
            Assert.Null(after);
        }

        Assert.Same(request, Tracer.Current);
    }

    [Theory]
    [InlineData(nameof(Misdeed.ThrowsBefore))]
    [InlineData(nameof(Misdeed.ThrowsAfter))]
    public void The_outer_span_does_not_come_back_inside_what_was_attached_in_a_failed_attachment(string trouble)
    {
        using var request = Tracer.StartRoot("request");
        using var outer = Carrier.Attach(request);
        using var lost = Tracer.StartRoot("lost");
        Fail(nameof(IContextCarrier.Attach), trouble);
        var failed = Carrier.Attach(lost);
        using var message = Tracer.StartRoot("message");
        using (Carrier.Attach(message))
        {
            failed.Dispose();
            lost.End();
            Assert.Same(message, Tracer.Current);
            using (Carrier.Attach(null))
                Assert.Null(Tracer.Current);

            Assert.Same(message, Tracer.Current);
        }
    }

    [Fact]
    public void A_mask_inside_a_failed_attachment_is_not_lifted_with_it()
    {
        using var request = Tracer.StartRoot("request");
        using var outer = Carrier.Attach(request);
        Fail(nameof(IContextCarrier.Attach), nameof(Misdeed.ThrowsBefore));
        var failed = Carrier.Attach(null);
        using (Carrier.Attach(null))
        {
            failed.Dispose();
            Assert.Null(Tracer.Current);
        }

        Assert.Same(request, Tracer.Current);
    }

    [Fact]
    public void A_scope_with_nothing_to_end_is_believed_only_where_the_span_is_active()
    {
        using var request = Tracer.StartRoot("request");
        using var outer = Carrier.Attach(request);
        using var inner = Tracer.StartRoot("inner");
        Fail(nameof(IContextCarrier.Attach), nameof(Misdeed.DoesNothing));

        using (var scope = Carrier.Attach(inner))
        {
            Assert.Null(scope.Span);
            Assert.Null(Tracer.Current);
        }

        Assert.Same(request, Tracer.Current);
    }

    [Fact]
    public void A_fault_in_one_flow_takes_nothing_from_another()
    {
        using var request = Tracer.StartRoot("request");
        using var scope = Carrier.Attach(request);
        var other = ExecutionContext.Capture()!;
        Fail(nameof(IContextCarrier.Attach), nameof(Misdeed.ThrowsAfter));
        ExecutionContext.Run(other, _ => Carrier.Attach(request), null);

        Assert.True(_host.Misbehaving.Disarm());
        Assert.Same(request, Tracer.Current);
    }

    [Theory]
    [InlineData(nameof(Misdeed.Pretends))]
    [InlineData(nameof(Misdeed.KeepsTheScope))]
    public void After_a_fault_nothing_is_believed_that_was_not_meant(string trouble)
    {
        _host.Fail();
        _host.Recover();
        using var stale = Tracer.StartRoot("stale");
        using var meant = Tracer.StartRoot("meant");
        Misbehaving.Stale = stale;
        if (trouble == nameof(Misdeed.KeepsTheScope))
            Misbehaving.Arm(nameof(IContextCarrier.Attach), Misdeed.KeepsTheScope);

        Carrier.Attach(stale).Dispose();
        Read();
        using (Carrier.Attach(meant))
            Assert.Contains(Read(), new[] { null, meant });

        Assert.Null(Read());

        Span? Read()
        {
            if (trouble == nameof(Misdeed.Pretends))
                Misbehaving.Arm(nameof(IContextCarrier.Current), Misdeed.Pretends);

            return Tracer.Current;
        }
    }

    [Fact]
    public async Task A_carrier_of_one_thread_is_guarded_on_that_thread()
    {
        var slot = new SlotCarrier();
        var isBroken = false;
        using var situation = new Situation(("Carrier", "Own")).With("Own", _ => new Breaking(slot, () => isBroken));
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        using var request = tracer.StartRoot("request");
        var outside = ExecutionContext.Capture()!;
        using (tracer.Carrier.Attach(request))
        {
            isBroken = true;
            using (tracer.Carrier.Attach(null))
            {
                isBroken = false;
                Span? inline = request;
                // What goes on inline, on this thread, may come with another execution context.
                ExecutionContext.Run(outside, _ => inline = tracer.Current, null);
                Assert.Null(inline);
                Assert.Null(tracer.Current);
            }

            Assert.Same(request, tracer.Current);
        }

        await host.StopAsync();
    }

    void Fail(string member, string trouble)
    {
        if (trouble == "OutOfService")
            _host.Fail();
        else
            Misbehaving.Arm(member, Enum.Parse<Misdeed>(trouble));
    }

    sealed class Breaking(IContextCarrier sound, Func<bool> isBroken) : IContextCarrier
    {
        public CarrierCapabilities Capabilities => sound.Capabilities;

        public Span? Current => sound.Current;

        public CarrierScope Attach(Span? span) =>
            isBroken() ? throw new InvalidOperationException("not today") : sound.Attach(span);
    }

    /// <summary>It is checked inside its own place, as at the start: on a bare thread it would hand nothing on.</summary>
    [Fact]
    public async Task A_carrier_with_a_place_of_its_own_comes_back()
    {
        var carrier = new FaultyWhenAskedCarrier();
        using var situation = new Situation(("Carrier", "Own"), ("FaultLimit", "2"), ("BreakDuration", "00:00:30")).With("Own", _ => carrier);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        var decision = host.Services.GetRequiredService<CarrierDecision>();
        carrier.Fails = true;
        _ = tracer.Current;
        _ = tracer.Current;
        carrier.Fails = false;
        Assert.Equal("none", decision.InUse);

        situation.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("Own", decision.InUse);
        await host.StopAsync();
    }

    /// <summary>Else what a library or HttpClient starts inside would hang below what is around it.</summary>
    [Fact]
    public void What_was_not_carried_is_followed_by_the_current_activity_all_the_same()
    {
        var carrier = new FaultyWhenAskedCarrier();
        using var situation = new Situation(("Carrier", "Own")).With("Own", _ => carrier);
        using var host = situation.Builder.Build();
        var tracer = host.Services.GetRequiredService<Tracer>();
        using var outer = new Activity("outer").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var other = new Activity("other").SetIdFormat(ActivityIdFormat.W3C).Start();
        Activity.Current = outer;
        using var request = tracer.Adopt(other);

        foreach (var attached in (Span?[])[null, request])
        {
            carrier.Fails = true;
            var scope = tracer.Carrier.Attach(attached);
            carrier.Fails = false;
            Assert.Null(tracer.Current);
            Assert.Same(attached?.Activity, Activity.Current);
            using (tracer.Carrier.Attach(null))
                Assert.Null(Activity.Current);

            Assert.Same(attached?.Activity, Activity.Current);
            scope.Dispose();

            Assert.Same(outer, Activity.Current);
        }
    }

    [Fact]
    public void What_was_not_made_active_until_its_end_is_followed_until_then()
    {
        var carrier = new FaultyWhenAskedCarrier();
        var scope = new InstrumentationScope("GuardTests." + Guid.NewGuid().ToString("n"));
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, scope.Source),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var situation = new Situation(("Carrier", "Own")).With("Own", _ => carrier);
        using var host = situation.Builder.Build();
        var tracer = host.Services.GetRequiredService<Tracer>();
        using var root = tracer.StartRoot("root");
        using var elsewhere = new Activity("elsewhere").SetIdFormat(ActivityIdFormat.W3C).Start();
        var child = scope.Below(root)!.Value.StartChild("child");
        Activity.Current = null;
        using var outer = new Activity("outer").SetIdFormat(ActivityIdFormat.W3C).Start();

        carrier.Fails = true;
        tracer.Carrier.AttachUntilEnd(child);
        carrier.Fails = false;
        Assert.Null(tracer.Current);
        Assert.Same(child.Activity, Activity.Current);
        child.End();

        Assert.Same(outer, Activity.Current);
    }
}
