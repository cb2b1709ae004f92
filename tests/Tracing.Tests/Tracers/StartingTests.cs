namespace Stackbilt.Observability.Tests.Tracers;

public class StartingTests
{
    static readonly SpanContext Remote = new(new(1, 2), new(3), TraceState: "vendor=1", IsRemote: true);
    readonly Recorded _recorded = new();

    Tracer Tracer => _recorded.Tracer;

    [Fact]
    public void A_root_is_a_root_whatever_is_active()
    {
        using var active = _recorded.Root();
        using var scope = Tracer.Carrier.Attach(active);

        var root = Tracer.StartRoot("other", SpanKind.Consumer, ("a", 1));

        Assert.NotEqual(active.TraceId, root.TraceId);
        Assert.True(root.Context.IsValid);
        Assert.True(root.Context.IsSampled);
        Assert.False(root.Context.IsRemote);
        Assert.Null(root.Context.TraceState);
        Assert.Same(active, Tracer.Current);
        var data = _recorded.DataOf(root);
        Assert.Equal((default, SpanKind.Consumer, "other"), (data.ParentSpanId, data.Kind, data.Name));
        Assert.Equal([("a", 1)], data.Attributes);
    }

    [Fact]
    public void A_root_takes_attributes_with_and_without_a_kind()
    {
        var plain = _recorded.DataOf(Tracer.StartRoot("plain"));
        var described = _recorded.DataOf(Tracer.StartRoot("described", ("a", 1), ("b", "2")));
        var both = _recorded.DataOf(Tracer.StartRoot("both", SpanKind.Client, ("a", 1)));

        Assert.Equal((SpanKind.Internal, SpanKind.Internal, SpanKind.Client), (plain.Kind, described.Kind, both.Kind));
        Assert.Empty(plain.Attributes);
        Assert.Equal([("a", 1), ("b", "2")], described.Attributes);
        Assert.Equal([("a", 1)], both.Attributes);
    }

    [Fact]
    public void A_remote_parent_is_honoured()
    {
        var span = Tracer.StartSpan("server", Remote, SpanKind.Server, ("a", 1));
        var child = span.StartChild("child");

        Assert.Equal(Remote.TraceId, span.TraceId);
        Assert.Equal(Remote.SpanId, span.ParentSpanId);
        Assert.NotEqual(Remote.SpanId, span.SpanId);
        Assert.Equal(("vendor=1", true, false), (span.Context.TraceState, span.Context.IsSampled, span.Context.IsRemote));
        Assert.Equal(span.Context with { SpanId = child.SpanId }, child.Context);
        Assert.False(_recorded.DataOf(child).HasRemoteParent);
        var data = _recorded.DataOf(span);
        Assert.True(data.HasRemoteParent);
        Assert.Equal(SpanKind.Server, data.Kind);
        Assert.Equal([("a", 1)], data.Attributes);
    }

    [Fact]
    public void A_parent_in_this_process_is_not_remote()
    {
        var span = Tracer.StartSpan("later", _recorded.Root().Context);

        Assert.False(_recorded.DataOf(span).HasRemoteParent);
    }

    [Fact]
    public void A_parent_that_is_not_sampled_gives_spans_that_are_not_recorded()
    {
        var span = Tracer.StartSpan("server", Remote with { IsSampled = false });
        var child = span.StartChild("child");
        foreach (var one in new[] { child, span })
        {
            Assert.False(one.IsRecording);
            Assert.Equal($"00-{Remote.TraceId}-{one.SpanId}-00", TraceContextPropagator.TraceParent(one.Context));
            one.SetAttribute("a", 1).End();
        }

        Assert.Equal(Remote.TraceId, child.TraceId);
        Assert.Equal(span.SpanId, child.ParentSpanId);
        Assert.Empty(_recorded.Spans.Spans);
    }

    [Fact]
    public void A_parent_that_is_not_valid_starts_a_new_trace()
    {
        foreach (var parent in new[] { default, Remote with { SpanId = default }, Remote with { TraceId = default } })
        {
            var span = Tracer.StartSpan("root", parent with { IsSampled = false });

            Assert.True(span.Context.IsValid);
            Assert.True(span.Context.IsSampled);
            Assert.Null(span.Context.TraceState);
            Assert.NotEqual(Remote.TraceId, span.TraceId);
            var data = _recorded.DataOf(span);
            Assert.Equal((default, false), (data.ParentSpanId, data.HasRemoteParent));
        }
    }

    [Fact]
    public void Two_tracers_share_nothing()
    {
        var (one, two) = (new Recorded(), new Recorded());
        using var root = one.Root();
        using (one.Tracer.Carrier.Attach(root))
        {
            Assert.Null(two.Tracer.Current);
            two.Tracer.StartRoot("two").End();
            one.Tracer.Current!.StartChild("one").End();
        }

        Assert.Equal("one", Assert.Single(one.Spans.Spans).Name);
        Assert.Equal("two", Assert.Single(two.Spans.Spans).Name);
    }

    [Fact]
    public void What_could_be_a_link_or_an_attribute_is_a_link()
    {
        var linked = _recorded.DataOf(Tracer.StartRoot("root", SpanKind.Internal, [new(Remote)]));
        var described = _recorded.DataOf(Tracer.StartRoot("root", SpanKind.Internal, [("one", 1)]));

        Assert.Equal((1, 0), (linked.Links.Count, linked.Attributes.Count));
        Assert.Equal((0, 1), (described.Links.Count, described.Attributes.Count));
    }

    [Fact]
    public void Null_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("carrier", () => new Tracer(null!));
        Assert.Throws<ArgumentNullException>("processors", () => new Tracer(new NullCarrier(), [null!]));
        Assert.Throws<ArgumentNullException>("name", () => Tracer.StartRoot(null!));
        Assert.Throws<ArgumentNullException>("name", () => Tracer.StartRoot(null!, SpanKind.Internal, links: null));
        Assert.Throws<ArgumentNullException>("links", () => Tracer.StartRoot("root", SpanKind.Internal, links: new SpanLink[] { null! }));
        Assert.Throws<ArgumentNullException>(
            "links", () => new Tracer(new NullCarrier(), isEnabled: false).StartRoot("off", SpanKind.Internal, links: new SpanLink[] { null! }));
        Assert.Throws<ArgumentNullException>("name", () => Tracer.StartSpan(null!, Remote));
    }
}
