using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

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
    public void A_second_mask_hides_what_the_host_started_inside_the_first_one_and_gives_it_back()
    {
        var carrier = new Tracer(new CarrierOfSomebodyElses(new AsyncLocalCarrier()), activitySource: _listened.Source).Carrier;
        using var root = _recorded.Root();
        using (carrier.Attach(root))
        {
            Activity.Current = null;
            using var mask = carrier.Attach(null);
            using var ofHost = new Activity("of the host").Start();

            using (carrier.Attach(null))
                Assert.Null(Activity.Current);

            Assert.Same(ofHost, Activity.Current);
        }
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
    public async Task Follows_across_awaits_and_into_tasks_and_not_up()
    {
        using var root = _recorded.Root();
        await _recorded.Tracer.Carrier.RunWithSpan(root, async active =>
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
