using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>A span and its twin say the same.</summary>
public sealed class SameTests : IDisposable
{
    readonly Listened _listened = new();
    readonly Recorded _recorded;

    public SameTests() => _recorded = new Recorded(new ExplicitCarrier(), _listened.Source);

    public void Dispose() => _listened.Dispose();

    [Fact]
    public void Ids_and_parents()
    {
        var remote = new SpanContext(new(1, 2), new(3), TraceState: "vendor=1", IsRemote: true);
        var root = _recorded.Tracer.StartSpan("server", remote, SpanKind.Server);
        var child = root.StartChild("child");

        AssertSameIds(root);
        AssertSameIds(child);
        Assert.Equal("vendor=1", _listened.TwinOf(child).TraceStateString);
        Assert.Equal(remote.TraceId, child.TraceId);
        Assert.Equal(remote.SpanId, root.ParentSpanId);
        Assert.Equal(root.SpanId, child.ParentSpanId);
        Assert.True(_listened.TwinOf(root).HasRemoteParent);
        Assert.False(_listened.TwinOf(child).HasRemoteParent);
    }

    [Theory]
    [InlineData(SpanKind.Internal, ActivityKind.Internal)]
    [InlineData(SpanKind.Server, ActivityKind.Server)]
    [InlineData(SpanKind.Client, ActivityKind.Client)]
    [InlineData(SpanKind.Producer, ActivityKind.Producer)]
    [InlineData(SpanKind.Consumer, ActivityKind.Consumer)]
    public void Kinds(SpanKind kind, ActivityKind expected)
    {
        var root = _recorded.Tracer.StartRoot("root", kind);

        Assert.Equal(expected, _listened.TwinOf(root).Kind);
        Assert.Equal(expected, _listened.TwinOf(root.StartChild("child", kind)).Kind);
    }

    [Fact]
    public void Attributes_at_the_start_and_later()
    {
        SpanAttribute[] given = [("a", 1), default, ("a", 2), ("gone", 1), ("gone", (string?)null), ("text", "b"), ("later", true)];
        var root = _recorded.Root(given);
        var child = root.StartChild("child", given);
        child.SetAttribute("later", null).SetAttribute("d", 0.5).SetAttributes(default, ("a", "replaced"));

        Assert.Equal([("a", 2L), ("text", "b"), ("later", true)], TagsOf(root));
        Assert.Equal([("a", "replaced"), ("text", "b"), ("d", 0.5)], TagsOf(child));
        Assert.Equal(AttributesOf(root), TagsOf(root));
        Assert.Equal(AttributesOf(child), TagsOf(child));
    }

    [Fact]
    public void Events_and_exceptions()
    {
        var span = _recorded.Root();
        span.AddEvent("happened", ("a", 1), default, ("a", 2)).RecordException(new InvalidOperationException("why"), ("b", true));

        var data = _recorded.DataOf(span);
        var events = _listened.TwinOf(span).Events.ToList();
        Assert.Equal(data.Events.Select(happened => happened.Name), events.Select(happened => happened.Name));
        Assert.Equal(
            data.Events.Select(happened => happened.UnixNanoseconds / 100),
            events.Select(happened => (happened.Timestamp - DateTimeOffset.UnixEpoch).Ticks));
        Assert.Equal(
            data.Events.SelectMany(happened => happened.Attributes).Select(attribute => (attribute.Key, attribute.Value)),
            events.SelectMany(happened => happened.Tags).Select(tag => (tag.Key, tag.Value)));
    }

    [Fact]
    public void Links_at_the_start_and_later()
    {
        SpanAttribute[] given = [("a", 1), default, ("a", 2), ("none", (string?)null)];
        var (first, second) = (new SpanContext(new(1, 1), new(1)), new SpanContext(new(2, 2), new(2), IsSampled: false));
        var span = _recorded.Tracer.StartRoot(
            "root", SpanKind.Consumer, [new SpanLink(first, given), new SpanLink(default)]);
        span.AddLink(second, given).AddLink(default);

        var links = _listened.TwinOf(span).Links.ToList();
        Assert.Equal(
            _recorded.DataOf(span).Links.Select(link => (link.Context.TraceId.ToString(), link.Context.SpanId.ToString())),
            links.Select(link => (link.Context.TraceId.ToHexString(), link.Context.SpanId.ToHexString())));
        Assert.Equal(
            [ActivityTraceFlags.Recorded, ActivityTraceFlags.None],
            links.Select(link => link.Context.TraceFlags));
        Assert.All(links, link => Assert.Equal([new("a", 2L)], link.Tags!));
    }

    [Fact]
    public void Status_and_name()
    {
        var span = _recorded.Root();
        span.SetStatus(SpanStatus.Error, "why").UpdateName("better");
        var twin = _listened.TwinOf(span);
        Assert.Equal((ActivityStatusCode.Error, "why", "better"), (twin.Status, twin.StatusDescription, twin.DisplayName));

        span.SetStatus(SpanStatus.Ok, "ignored").SetStatus(SpanStatus.Error, "too late");
        Assert.Equal((ActivityStatusCode.Ok, null), (twin.Status, twin.StatusDescription));
    }

    [Fact]
    public void Times()
    {
        var span = _recorded.Root();
        var child = span.StartChild("child");
        foreach (var one in new[] { child, span })
        {
            var data = _recorded.DataOf(one);
            var twin = _listened.TwinOf(one);

            Assert.Equal(data.StartUnixNanoseconds / 100, (twin.StartTimeUtc - DateTime.UnixEpoch).Ticks);
            Assert.Equal(data.EndUnixNanoseconds / 100, (twin.StartTimeUtc + twin.Duration - DateTime.UnixEpoch).Ticks);
        }
    }

    void AssertSameIds(Span span)
    {
        var twin = _listened.TwinOf(span);
        Assert.Equal(span.TraceId.ToString(), twin.TraceId.ToHexString());
        Assert.Equal(span.ParentSpanId.ToString(), twin.ParentSpanId.ToHexString());
    }

    IEnumerable<(string, object?)> TagsOf(Span span) =>
        _listened.TwinOf(span).TagObjects.Select(tag => (tag.Key, tag.Value));

    IEnumerable<(string, object?)> AttributesOf(Span span) =>
        _recorded.DataOf(span).Attributes.Select(attribute => (attribute.Key, attribute.Value));
}
