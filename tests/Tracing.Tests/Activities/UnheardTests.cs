using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>With no listener there is no twin, and nothing ambient but the carrier's own slot is written.</summary>
public class UnheardTests
{
    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Explicit")]
    [InlineData("Null")]
    public async Task Activity_Current_is_never_written(string carrier)
    {
        using var outside = new Activity("outside") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        using var source = new ActivitySource("unheard." + Guid.NewGuid().ToString("N"));
        var recorded = new Recorded(CarrierNamed.Of(carrier), source);
        using var writes = new AmbientWrites();

        await RunEverything(recorded);

        Assert.Equal(0, writes.Count);
        Assert.Same(outside, Activity.Current);

        // The count can be other than zero.
        Activity.Current = null;
        Assert.Equal(1, writes.Count);
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
