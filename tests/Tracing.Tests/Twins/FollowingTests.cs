using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Twins;

/// <summary>Under an ambient carrier <see cref="Activity.Current"/> follows the active span.</summary>
public sealed class FollowingTests : IDisposable
{
    readonly Listened _listened = new();
    readonly Recorded _recorded;
    readonly Activity _outside;

    public FollowingTests()
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
    public void Starting_alone_changes_nothing()
    {
        using var root = _recorded.Root();
        using var child = root.StartChild("child");

        Assert.Same(_outside, Activity.Current);
    }

    [Fact]
    public void An_attached_span_is_current_until_it_is_detached()
    {
        using var root = _recorded.Root();
        using (Carrier.Attach(root))
        {
            AssertFollows(root);
            using var child = root.StartChild("child");
            using (Carrier.Attach(child))
                AssertFollows(child);

            AssertFollows(root);
        }

        Assert.Same(_outside, Activity.Current);
    }

    [Fact]
    public void A_mask_hides_it()
    {
        using var root = _recorded.Root();
        using (Carrier.Attach(root))
        {
            using (Carrier.Attach(null))
                Assert.Null(Activity.Current);

            AssertFollows(root);
        }

        using (Carrier.Attach(null))
            Assert.Null(Activity.Current);

        Assert.Same(_outside, Activity.Current);
    }

    [Fact]
    public void An_active_child_is_current_until_it_ends()
    {
        using var root = _recorded.Root();
        using (Carrier.Attach(root))
        {
            using (var child = root.StartActiveChild("child"))
            {
                AssertFollows(child);
                using (var grandchild = child.StartActiveChild("grandchild"))
                    AssertFollows(grandchild);

                AssertFollows(child);
            }

            AssertFollows(root);
        }

        Assert.Same(_outside, Activity.Current);
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

    [Fact]
    public async Task Follows_across_awaits_and_into_tasks_and_not_up()
    {
        using var root = _recorded.Root();
        await _recorded.Tracer.RunWithSpan(root, async active =>
        {
            await Task.Yield();
            AssertFollows(root);
            await Task.Run(() =>
            {
                using var child = active!.StartActiveChild("child");
                AssertFollows(child);
            });
            AssertFollows(root);
        });

        Assert.Same(_outside, Activity.Current);
    }

    void AssertFollows(Span span)
    {
        Assert.Same(span, _recorded.Tracer.Current);
        Assert.Same(_listened.TwinOf(span), Activity.Current);
    }
}
