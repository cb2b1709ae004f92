using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>With no listener no span is an activity, and the current one is hidden by a mask alone.</summary>
public class UnheardTests
{
    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Explicit")]
    [InlineData("Null")]
    public async Task Activity_Current_is_written_by_a_mask_alone(string carrier)
    {
        using var outside = new Activity("outside") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        using var source = new ActivitySource("unheard." + Guid.NewGuid().ToString("N"));
        var recorded = new Recorded(CarrierNamed.Of(carrier), source);
        using var writes = new AmbientWrites();

        await RunEverything(recorded);

        // At each of the four masks, and after it.
        Assert.Equal(carrier == "AsyncLocal" ? 4 * 2 : 0, writes.Count);
        Assert.Same(outside, Activity.Current);
    }

    static async Task RunEverything(Recorded recorded)
    {
        var tracer = recorded.Tracer;
        foreach (var root in new[]
        {
            recorded.Root(),
            tracer.StartSpan("remote", new SpanContext(new(1, 2), new(3))),
            tracer.StartSpan("below", Activity.Current),
            tracer.Adopt(Activity.Current!, "adopted"),
        })
        {
            using (tracer.Carrier.Attach(root))
            using (tracer.Carrier.Attach(null))
                root.StartActiveChild("active").End();

            await tracer.RunInSpan(root, async active =>
            {
                await Task.Yield();
                (active ?? root).StartChild("child").SetAttribute("a", 1).End();
            });
        }

        Assert.Equal(4 * 3, recorded.Spans.Spans.Count);
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Activity")]
    [InlineData("Own")]
    public async Task A_mask_hides_the_hosts_activity_and_what_it_would_send(string carrier)
    {
        using var outside = new Activity("outside").AddBaggage("tenant", "7").Start();
        using var source = new ActivitySource("unheard." + Guid.NewGuid().ToString("N"));
        var tracer = new Recorded(carrier == "Own" ? new SteppedSlot() : CarrierNamed.Of(carrier), source).Tracer;

        await tracer.Carrier.RunWithSpan(null, async _ =>
        {
            Assert.Null(Activity.Current);
            await Task.Yield();
            Assert.Null(Activity.Current);
        });

        Assert.Same(outside, Activity.Current);
        using (tracer.Carrier.Attach(null))
            Assert.Null(Activity.Current);

        Assert.Same(outside, Activity.Current);
    }

    /// <summary>Knows nothing of activities.</summary>
    sealed class SteppedSlot : IContextCarrier, IScopeOwner
    {
        readonly AsyncLocal<(Span? Span, object? Before)> _slot = new();

        public CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient
            | CarrierCapabilities.FlowsAcrossAwait | CarrierCapabilities.FlowsIntoForks;

        public Span? Current => _slot.Value.Span;

        public CarrierScope Attach(Span? span)
        {
            var before = _slot.Value;
            _slot.Value = (span, before);
            return new CarrierScope(span, this, before);
        }

        public DetachResult Detach(object attachment)
        {
            _slot.Value = ((Span?, object?))attachment;
            return new DetachResult(DetachOutcome.InOrder);
        }
    }

    [Theory]
    [InlineData("Explicit")]
    [InlineData("Null")]
    public async Task Without_an_ambient_carrier_it_is_left_as_it_was_with_a_listener_too(string carrier)
    {
        using var outside = new Activity("outside").Start();
        using var listened = new Listened();
        var tracer = new Recorded(CarrierNamed.Of(carrier), listened.Source).Tracer;

        var root = tracer.StartRoot("root");
        Assert.Same(outside, Activity.Current);
        using (tracer.Carrier.Attach(root))
        {
            Assert.Same(outside, Activity.Current);
            using (tracer.Carrier.Attach(null))
                Assert.Same(outside, Activity.Current);
        }

        var child = root.StartActiveChild("child");
        Assert.Same(outside, Activity.Current);
        await tracer.Carrier.RunWithSpan(child, async _ =>
        {
            Assert.Same(outside, Activity.Current);
            await Task.Yield();
            Assert.Same(outside, Activity.Current);
        });
        root.End();
        child.End();

        Assert.Same(outside, Activity.Current);
        Assert.Equal(2, listened.Stopped.Count);
    }
}
