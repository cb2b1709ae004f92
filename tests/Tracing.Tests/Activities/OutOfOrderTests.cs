using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary><see cref="Activity.Current"/> comes back to what it was where scopes and spans do not end in order.</summary>
public sealed class OutOfOrderTests : IDisposable
{
    readonly Listened _listened = new();
    readonly Recorded _recorded;
    readonly Activity _outside;

    public OutOfOrderTests()
    {
        _recorded = new Recorded(source: _listened.Source);
        _outside = new Activity("outside").Start();
    }

    IContextCarrier Carrier => _recorded.Tracer.Carrier;

    public void Dispose()
    {
        _outside.Dispose();
        _listened.Dispose();
    }

    [Fact]
    public void Scopes_closed_outer_first_leave_what_was_there()
    {
        using var root = _recorded.Root();
        using var child = root.StartChild("child");
        var outer = Carrier.Attach(root);
        var inner = Carrier.Attach(child);

        outer.Dispose();
        AssertFollows(child);
        inner.Dispose();

        Assert.Null(_recorded.Tracer.Current);
        Assert.Same(_outside, Activity.Current);
    }

    [Fact]
    public void Active_children_ended_outer_first_leave_the_enclosing_span()
    {
        using var root = _recorded.Root();
        using var scope = Carrier.Attach(root);
        var outer = root.StartActiveChild("outer");
        var inner = outer.StartActiveChild("inner");

        outer.End();
        AssertFollows(inner);
        inner.End();

        AssertFollows(root);
    }

    [Fact]
    public void A_parent_that_stops_before_its_child_is_not_current_afterwards()
    {
        var parent = _recorded.Root();
        var scope = Carrier.Attach(parent);
        var child = parent.StartActiveChild("child");

        parent.End();
        child.End();
        Assert.NotEqual(true, Activity.Current?.IsStopped);
        scope.Dispose();

        Assert.Same(_outside, Activity.Current);
    }

    [Fact]
    public void A_span_that_ended_inside_its_scope_gives_way_to_the_enclosing_one()
    {
        using var root = _recorded.Root();
        using var scope = Carrier.Attach(root);
        var child = root.StartChild("child");
        var inner = Carrier.Attach(child);

        child.End();
        AssertFollows(root);
        inner.Dispose();

        AssertFollows(root);
    }

    [Fact]
    public void Somebody_elses_activity_inside_comes_back_after_a_scope_inside_it()
    {
        using var root = _recorded.Root();
        using var child = root.StartChild("child");
        using (Carrier.Attach(root))
        {
            using var foreign = new Activity("foreign").Start();
            Assert.Equal(root.SpanId.ToString(), foreign.ParentSpanId.ToHexString());
            using (Carrier.Attach(child))
                AssertFollows(child);

            Assert.Same(foreign, Activity.Current);
        }
    }

    [Fact]
    public void A_scope_disposed_twice_changes_nothing_the_second_time()
    {
        using var root = _recorded.Root();
        var scope = Carrier.Attach(root);
        scope.Dispose();
        using var foreign = new Activity("foreign").Start();

        scope.Dispose();

        Assert.Same(foreign, Activity.Current);
    }

    void AssertFollows(Span span)
    {
        Assert.Same(span, _recorded.Tracer.Current);
        Assert.Same(_listened.TwinOf(span), Activity.Current);
    }
}
