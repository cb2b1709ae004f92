namespace Stackbilt.Observability.Tests.Spans;

public class EndTests
{
    readonly Recorded _recorded = new();

    [Fact]
    public void A_span_ends_once()
    {
        var span = _recorded.Root();
        Assert.False(span.HasEnded);
        Assert.Empty(_recorded.Spans.Spans);

        span.End();
        span.End();
        span.Dispose();

        Assert.True(span.HasEnded);
        Assert.Single(_recorded.Spans.Spans);
    }

    [Fact]
    public void Disposing_ends_it()
    {
        Span span;
        using (span = _recorded.Root())
            Assert.True(span.IsRecording);

        Assert.True(span.HasEnded);
        Assert.False(span.IsRecording);
        Assert.Single(_recorded.Spans.Spans);
    }

    [Fact]
    public void After_the_end_nothing_changes_and_nothing_throws()
    {
        var span = _recorded.Root(("before", 1));
        var data = _recorded.DataOf(span);
        var other = _recorded.Root().Context;

        span.SetAttribute("after", 1).SetAttribute("before", null).SetAttributes(("after", 2), ("more", 3));
        span.AddEvent("after").RecordException(new InvalidOperationException("after"));
        span.SetStatus(SpanStatus.Error, "after").AddLink(other).UpdateName("after");

        Assert.Equal("root", span.Name);
        Assert.Equal("root", data.Name);
        Assert.Equal([("before", 1)], data.Attributes);
        Assert.Empty(data.Events);
        Assert.Empty(data.Links);
        Assert.Equal(SpanStatus.Unset, data.Status);
        Assert.Null(data.StatusDescription);
        Assert.Single(_recorded.Spans.Spans);
    }

    [Fact]
    public void An_ended_span_keeps_its_ids()
    {
        var root = _recorded.Root();
        var span = root.StartChild("child", SpanKind.Client);
        var (context, parent) = (span.Context, span.ParentSpanId);

        span.End();

        Assert.Equal(context, span.Context);
        Assert.Equal((context.TraceId, context.SpanId), (span.TraceId, span.SpanId));
        Assert.Equal(root.SpanId, parent);
        Assert.Equal(parent, span.ParentSpanId);
        Assert.Equal(SpanKind.Client, span.Kind);
    }

    [Fact]
    public void The_reference_is_emptied()
    {
        var (early, late) = (_recorded.Root(), _recorded.Root());
        var reference = early.Reference;
        Assert.Same(early, reference.Target);
        Assert.Same(reference, early.Reference);

        early.End();
        late.End();

        Assert.Null(reference.Target);
        Assert.Null(late.Reference.Target);
    }

    [Fact]
    public void Processors_see_the_reference_emptied_already()
    {
        SpanReference? reference = null;
        var targets = new List<Span?>();
        var processor = new LoggingProcessor { Ending = _ => targets.Add(reference!.Target) };
        var span = new Tracer(new NullCarrier(), [processor]).StartRoot("root");
        reference = span.Reference;

        span.End();

        Assert.Equal([null], targets);
    }

    [Fact]
    public void A_span_that_has_ended_still_has_children()
    {
        var parent = _recorded.Root();
        parent.End();

        var child = _recorded.DataOf(parent.StartChild("late", ("a", 1)));

        Assert.Equal(parent.SpanId, child.ParentSpanId);
        Assert.Equal(parent.TraceId, child.Context.TraceId);
        Assert.Equal([("a", 1)], child.Attributes);
    }

    [Fact]
    public void The_end_is_never_before_the_start()
    {
        var span = _recorded.Root();
        var child = _recorded.DataOf(span.StartChild("child"));
        var root = _recorded.DataOf(span);

        Assert.InRange(child.StartUnixNanoseconds, root.StartUnixNanoseconds, root.EndUnixNanoseconds);
        Assert.InRange(child.EndUnixNanoseconds, child.StartUnixNanoseconds, root.EndUnixNanoseconds);
        Assert.Equal((root.EndUnixNanoseconds - root.StartUnixNanoseconds) / 100, root.Duration.Ticks);
    }
}
