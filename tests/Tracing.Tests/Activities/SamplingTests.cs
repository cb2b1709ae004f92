using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>The listener's sampling is the span's.</summary>
public class SamplingTests
{
    [Theory]
    [InlineData(ActivitySamplingResult.None)]
    [InlineData(ActivitySamplingResult.PropagationData)]
    public void A_root_that_is_not_sampled_is_not_recorded_and_says_so_outwards(ActivitySamplingResult sampling)
    {
        using var listened = new Listened(sampling);
        var recorded = new Recorded(source: listened.Source);

        var root = recorded.Root(("a", 1));
        var child = root.StartChild("child", ("a", 1));

        foreach (var span in new[] { root, child })
        {
            Assert.False(span.IsRecording);
            Assert.EndsWith("-02", TraceContextPropagator.TraceParent(span.Context), StringComparison.Ordinal);
            span.SetAttribute("b", 2).RecordException(new InvalidOperationException("why")).End();
        }

        Assert.Empty(recorded.Spans.Spans);
        Assert.Equal(root.TraceId, child.TraceId);
        Assert.Equal(root.SpanId, child.ParentSpanId);
        Assert.Equal(sampling == ActivitySamplingResult.None ? 0 : 2, listened.Stopped.Count);
    }

    [Fact]
    public void Data_without_the_flag_is_recorded_for_the_listener()
    {
        using var listened = new Listened(ActivitySamplingResult.AllData);
        var recorded = new Recorded(source: listened.Source);

        var root = recorded.Root();
        root.SetAttribute("a", 1);

        Assert.True(root.IsRecording);
        Assert.False(root.Context.IsSampled);
        Assert.Single(listened.TwinOf(root).TagObjects);
    }

    [Fact]
    public void A_child_that_the_listener_declines_leaves_no_hole()
    {
        using var listened = new Listened();
        var recorded = new Recorded(source: listened.Source);
        var root = recorded.Root();

        var declined = root.StartChild("declined");
        var grandchild = declined.StartChild("grandchild");
        declined.SetAttribute("a", 1).End();

        Assert.False(declined.IsRecording);
        Assert.Equal(root.Context, declined.Context);
        Assert.True(grandchild.IsRecording);
        Assert.Equal(root.SpanId, grandchild.ParentSpanId);
        Assert.False(root.HasEnded);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_child_that_is_wanted_in_a_trace_that_is_not_sampled_is_below_it_and_once(bool makeActive)
    {
        using var listened = new Listened(ActivitySamplingResult.PropagationData);
        var recorded = new Recorded(source: listened.Source);
        var root = recorded.Root();
        using var scope = recorded.Tracer.Carrier.Attach(root);
        listened.Sampling = ActivitySamplingResult.AllDataAndRecorded;

        var wanted = makeActive ? root.StartActiveChild("wanted") : root.StartChild("wanted");

        Assert.True(wanted.IsRecording);
        Assert.Same(root.Activity, wanted.Activity!.Parent);
        Assert.Same(makeActive ? wanted.Activity : root.Activity, Activity.Current);
        wanted.End();
        Assert.Same(wanted.Activity, Assert.Single(listened.Stopped));
        Assert.Same(root.Activity, Activity.Current);
    }

    [Fact]
    public void A_listener_that_throws_when_it_is_asked_about_a_trace_that_is_not_sampled_changes_nothing()
    {
        using var listened = new Listened(ActivitySamplingResult.PropagationData);
        var recorded = new Recorded(source: listened.Source);
        using var root = recorded.Root();
        using var scope = recorded.Tracer.Carrier.Attach(root);
        listened.OnSample = () => throw new InvalidOperationException("asked");

        var child = root.StartActiveChild("child");

        Assert.Equal(root.Context, child.Context);
        Assert.Same(root.Activity, Activity.Current);
        Assert.Equal(root, recorded.Tracer.Current);
    }

    [Fact]
    public void The_attributes_of_the_start_are_one_per_key_and_null_takes_one_away()
    {
        using var listened = new Listened();
        var recorded = new Recorded(source: listened.Source);

        using var root = recorded.Root(
            ("a", 1), ("gone", 1), ("b", "x"), ("a", 2), ("gone", (string?)null), ("never", (string?)null), ("c", true));

        Assert.Equal([new("a", 2L), new("b", "x"), new("c", true)], root.Activity!.TagObjects);
    }

    [Fact]
    public void The_sampler_sees_the_kind_and_the_attributes_of_the_start()
    {
        using var source = new ActivitySource("sampled." + Guid.NewGuid().ToString("N"));
        (ActivityKind, KeyValuePair<string, object?>[]) seen = default;
        using var listener = new ActivityListener
        {
            ShouldListenTo = asked => ReferenceEquals(asked, source),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                seen = (options.Kind, options.Tags?.ToArray() ?? []);
                return ActivitySamplingResult.AllDataAndRecorded;
            },
        };
        ActivitySource.AddActivityListener(listener);

        new Tracer(new NullCarrier(), processors: null, source).StartRoot("root", SpanKind.Server, ("a", 1)).End();

        Assert.Equal(ActivityKind.Server, seen.Item1);
        Assert.Equal([new("a", 1L)], seen.Item2);
    }
}
