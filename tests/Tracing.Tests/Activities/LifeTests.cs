using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>When there is a twin, and from when until when.</summary>
public sealed class LifeTests : IDisposable
{
    readonly Listened _listened = new();
    readonly Recorded _recorded;

    public LifeTests() => _recorded = new Recorded(source: _listened.Source);

    public void Dispose() => _listened.Dispose();

    [Fact]
    public void Is_started_and_stopped_with_the_span_once()
    {
        var span = _recorded.Root();
        var twin = Assert.Single(_listened.Started);
        Assert.Empty(_listened.Stopped);

        span.End();
        span.Dispose();

        Assert.Same(twin, Assert.Single(_listened.Stopped));
        Assert.True(twin.IsStopped);
    }

    [Fact]
    public void Is_complete_when_the_processors_are_told()
    {
        var stopped = false;
        var processor = new LoggingProcessor { Ending = _ => stopped = _listened.Stopped.Count == 1 };

        new Tracer(new ExplicitCarrier(), [processor], _listened.Source).StartRoot("root").End();

        Assert.True(stopped);
    }

    [Fact]
    public void After_the_end_it_does_not_change_either()
    {
        var span = _recorded.Root(("a", 1));
        span.End();

        span.SetAttribute("b", 2).AddEvent("late").AddLink(span.Context).SetStatus(SpanStatus.Error, "late").UpdateName("late");

        var twin = _listened.TwinOf(span);
        Assert.Equal("root", twin.DisplayName);
        Assert.Equal(ActivityStatusCode.Unset, twin.Status);
        Assert.Equal("a", Assert.Single(twin.TagObjects).Key);
        Assert.Empty(twin.Events);
        Assert.Empty(twin.Links);
    }

    [Fact]
    public void Is_there_for_a_listener_without_any_processor()
    {
        var span = new Tracer(new ExplicitCarrier(), processors: null, _listened.Source).StartRoot("root");
        Assert.True(span.IsRecording);

        span.SetAttribute("a", 1).End();

        Assert.Equal("a", Assert.Single(Assert.Single(_listened.Stopped).TagObjects).Key);
    }

    [Fact]
    public void A_listener_that_comes_in_the_middle_of_a_trace_hears_the_rest()
    {
        using var late = new Listened();
        using var source = new ActivitySource("unheard." + Guid.NewGuid().ToString("N"));
        var recorded = new Recorded(source: source);
        var root = recorded.Root();
        var heard = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = asked => ReferenceEquals(asked, source),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = heard.Add,
        };
        ActivitySource.AddActivityListener(listener);

        var child = root.StartChild("child");
        child.End();
        root.End();

        var twin = Assert.Single(heard);
        Assert.Equal(child.SpanId.ToString(), twin.SpanId.ToHexString());
        Assert.Equal(root.SpanId.ToString(), twin.ParentSpanId.ToHexString());
        Assert.Equal(root.TraceId.ToString(), twin.TraceId.ToHexString());
    }

    [Fact]
    public void Ends_and_changes_from_several_threads_reach_it_once()
    {
        for (var round = 0; round < 100; round++)
        {
            var span = _recorded.Root();
            SimultaneousThreads.Run(span.End, span.End, () => span.SetAttribute("a", 1).AddLink(span.Context).AddEvent("x"));

            var (data, twin) = (_recorded.DataOf(span), _listened.TwinOf(span));
            Assert.Single(_listened.Stopped, stopped => ReferenceEquals(stopped, twin));
            Assert.Equal(data.Attributes.Count, twin.TagObjects.Count());
            Assert.Equal(data.Events.Count, twin.Events.Count());
            Assert.Equal(data.Links.Count, twin.Links.Count());
        }
    }
}
