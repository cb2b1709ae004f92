using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>Activities that somebody else started: as parents, and ignored by roots.</summary>
public class ForeignParentTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_root_is_a_root_whatever_is_current(bool isListened)
    {
        using var listened = isListened ? new Listened() : null;
        using var foreign = new Activity("foreign").Start();
        var root = new Recorded(source: listened?.Source).Root();

        Assert.NotEqual(foreign.TraceId.ToHexString(), root.TraceId.ToString());
        Assert.False(root.ParentSpanId.IsValid);
        if (listened is not null)
        {
            Assert.Equal(default, listened.TwinOf(root).ParentSpanId);
            Assert.Null(listened.TwinOf(root).Parent);
        }

        Assert.Same(foreign, Activity.Current);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_span_can_be_the_child_of_an_activity(bool isListened)
    {
        using var listened = isListened ? new Listened() : null;
        using var foreign = new Activity("foreign").SetIdFormat(ActivityIdFormat.W3C).Start();
        foreign.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        foreign.TraceStateString = "vendor=1";
        var recorded = new Recorded(source: listened?.Source);

        var span = recorded.Tracer.StartSpan("child", foreign, SpanKind.Client, ("a", 1));

        Assert.Equal(foreign.TraceId.ToHexString(), span.TraceId.ToString());
        Assert.Equal(foreign.SpanId.ToHexString(), span.ParentSpanId.ToString());
        Assert.Equal("vendor=1", span.Context.TraceState);
        var data = recorded.DataOf(span);
        Assert.False(data.HasRemoteParent);
        Assert.Equal(SpanKind.Client, data.Kind);
        Assert.False(foreign.IsStopped);
        if (listened is not null)
            Assert.Equal(foreign.SpanId, listened.TwinOf(span).ParentSpanId);
    }

    [Fact]
    public void A_parent_that_is_not_recorded_gives_a_span_that_is_not()
    {
        using var foreign = new Activity("foreign").SetIdFormat(ActivityIdFormat.W3C).Start();
        var recorded = new Recorded();

        var span = recorded.Tracer.StartSpan("child", foreign);
        span.End();

        Assert.False(span.Context.IsSampled);
        Assert.Equal(foreign.TraceId.ToHexString(), span.TraceId.ToString());
        Assert.Empty(recorded.Spans.Spans);
    }

    [Fact]
    public void No_activity_or_one_with_other_ids_starts_a_new_trace()
    {
        using var other = new Activity("other").SetIdFormat(ActivityIdFormat.Hierarchical).Start();
        var tracer = new Recorded().Tracer;

        foreach (var parent in new[] { null, other })
        {
            var span = tracer.StartSpan("root", parent);

            Assert.True(span.Context.IsValid);
            Assert.True(span.Context.IsSampled);
            Assert.False(span.ParentSpanId.IsValid);
        }
    }
}
