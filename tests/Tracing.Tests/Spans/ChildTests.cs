namespace Stackbilt.Observability.Tests.Spans;

public class ChildTests
{
    readonly Recorded _recorded = new();

    [Fact]
    public void Is_in_the_trace_of_its_parent()
    {
        var root = _recorded.Root();

        var child = root.StartChild("child", SpanKind.Client, ("a", 1));

        Assert.Equal(root.TraceId, child.TraceId);
        Assert.Equal(root.SpanId, child.ParentSpanId);
        Assert.NotEqual(root.SpanId, child.SpanId);
        var data = _recorded.DataOf(child);
        Assert.Equal((root.SpanId, SpanKind.Client, false), (data.ParentSpanId, data.Kind, data.HasRemoteParent));
        Assert.Equal([("a", 1)], data.Attributes);
    }

    [Fact]
    public void Is_internal_and_not_active_unless_said_otherwise()
    {
        using var root = _recorded.Root();

        Assert.Equal(SpanKind.Internal, root.StartChild("child").Kind);
        Assert.Null(_recorded.Tracer.Current);
    }

    [Fact]
    public void An_active_child_is_active_until_it_ends()
    {
        var root = _recorded.Root();
        using var scope = _recorded.Tracer.Carrier.Attach(root);
        using (var child = root.StartActiveChild("child", ("a", 1)))
        {
            Assert.Same(child, _recorded.Tracer.Current);
            using (var grandchild = child.StartActiveChild("grandchild", SpanKind.Client))
                Assert.Same(grandchild, _recorded.Tracer.Current);

            Assert.Same(child, _recorded.Tracer.Current);
        }

        Assert.Same(root, _recorded.Tracer.Current);
    }

    [Theory]
    [InlineData("Explicit")]
    [InlineData("Null")]
    public void An_active_child_is_merely_a_child_where_nothing_is_ambient(string carrier)
    {
        var recorded = new Recorded(CarrierNamed.Of(carrier));
        var root = recorded.Root();

        var child = root.StartActiveChild("child");

        Assert.Null(recorded.Tracer.Current);
        Assert.Equal(root.SpanId, recorded.DataOf(child).ParentSpanId);
    }

    [Fact]
    public void A_loop_of_active_children_leaves_nothing_behind()
    {
        var tracer = new Tracer(new AsyncLocalCarrier());
        var quiet = tracer.StartRoot("root");
        using var scope = tracer.Carrier.Attach(quiet);

        double BytesOfOne() => Allocated.BytesBy(() => quiet.StartActiveChild("child").End());

        Assert.Equal(BytesOfOne(), BytesOfOne());
        Assert.Same(quiet, tracer.Current);
    }

    [Fact]
    public void A_chain_of_overlapping_active_children_leaves_nothing_behind()
    {
        using var root = _recorded.Root();
        using var scope = _recorded.Tracer.Carrier.Attach(root);

        var left = Overlapping(root, 100);

        GC.Collect();
        Assert.InRange(left.Count(reference => reference.IsAlive), 1, 3);
        Assert.Equal("99", _recorded.Tracer.Current!.Name);
        _recorded.Tracer.Current.End();
        Assert.Same(root, _recorded.Tracer.Current);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static WeakReference[] Overlapping(Span root, int count)
    {
        var left = new WeakReference[count];
        var last = root.StartActiveChild("first");
        for (var at = 0; at < count; at++)
        {
            var next = root.StartActiveChild(at.ToString(System.Globalization.CultureInfo.InvariantCulture));
            last.End();
            last = next;
            left[at] = new WeakReference(next.Reference);
        }

        return left;
    }
}
