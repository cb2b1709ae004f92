namespace Stackbilt.Observability.Tests.Spans;

/// <summary>Names, events and links, and what every change refuses.</summary>
public class ChangesTests
{
    readonly Recorded _recorded = new();

    [Fact]
    public void A_span_can_be_given_another_name()
    {
        var span = _recorded.Root();

        Assert.Same(span, span.UpdateName("better"));

        Assert.Equal("better", span.Name);
        Assert.Equal("better", _recorded.DataOf(span).Name);
    }

    [Fact]
    public void Events_are_kept_in_order_with_their_time_and_attributes()
    {
        var span = _recorded.Root();

        span.AddEvent("first", ("a", 1), default, ("a", 2), ("gone", 1), ("gone", (string?)null)).AddEvent("second");

        var data = _recorded.DataOf(span);
        Assert.Equal(["first", "second"], data.Events.Select(happened => happened.Name));
        Assert.Equal([("a", 2)], data.Events[0].Attributes);
        Assert.Empty(data.Events[1].Attributes);
        Assert.InRange(data.Events[0].UnixNanoseconds, data.StartUnixNanoseconds, data.Events[1].UnixNanoseconds);
        Assert.InRange(data.Events[1].UnixNanoseconds, data.StartUnixNanoseconds, data.EndUnixNanoseconds);
    }

    [Fact]
    public void Links_are_kept_in_order_and_invalid_ones_left_out()
    {
        var (first, second) = (_recorded.Root().Context, _recorded.Root().Context);
        var span = _recorded.Tracer.StartRoot("linked", SpanKind.Consumer, [new SpanLink(first, ("a", 1)), new SpanLink(default)]);

        span.AddLink(default).AddLink(second, ("b", 2)).AddLink(second with { SpanId = default });

        var links = _recorded.DataOf(span).Links;
        Assert.Equal([first, second], links.Select(link => link.Context));
        Assert.Equal([("a", 1)], links[0].Attributes);
        Assert.Equal([("b", 2)], links[1].Attributes);
    }

    [Fact]
    public void Attributes_of_links_follow_the_same_rules_as_those_of_spans()
    {
        SpanAttribute[] given = [("a", 1), default, ("a", 2), ("gone", 1), ("gone", (string?)null)];
        var other = _recorded.Root().Context;
        var span = _recorded.Tracer.StartRoot("linked", SpanKind.Internal, [new SpanLink(other, given)]);

        span.AddLink(other, given);

        Assert.All(_recorded.DataOf(span).Links, link => Assert.Equal([("a", 2)], link.Attributes));
    }

    [Fact]
    public void Null_is_refused_by_name()
    {
        var span = _recorded.Root();

        Assert.Throws<ArgumentNullException>("key", () => span.SetAttribute(null!, "text"));
        Assert.Throws<ArgumentNullException>("key", () => span.SetAttribute(null!, 1));
        Assert.Throws<ArgumentNullException>("key", () => span.SetAttribute(null!, 0.5));
        Assert.Throws<ArgumentNullException>("key", () => span.SetAttribute(null!, true));
        Assert.Throws<ArgumentNullException>("name", () => span.AddEvent(null!));
        Assert.Throws<ArgumentNullException>("exception", () => span.RecordException(null!));
        Assert.Throws<ArgumentNullException>("name", () => span.UpdateName(null!));
        Assert.Throws<ArgumentNullException>("name", () => span.StartChild(null!));
        Assert.Throws<ArgumentNullException>("name", () => span.StartChild(null!, SpanKind.Client));
        Assert.Throws<ArgumentNullException>("name", () => span.StartActiveChild(null!));
        Assert.Throws<ArgumentNullException>("name", () => span.StartActiveChild(null!, SpanKind.Client));
    }

    [Fact]
    public void A_span_that_nobody_collects_takes_changes_and_keeps_its_name()
    {
        var span = new Tracer(new AsyncLocalCarrier()).StartRoot("root", SpanKind.Server, ("a", 1));

        span.SetAttribute("a", 1).AddEvent("x").SetStatus(SpanStatus.Error, "why").AddLink(span.Context).UpdateName("new");
        span.RecordException(new InvalidOperationException("why"));

        Assert.False(span.IsRecording);
        Assert.True(span.Context.IsSampled);
        Assert.Equal("new", span.Name);
        span.End();
    }
}
