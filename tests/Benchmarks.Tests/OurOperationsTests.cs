using System.Diagnostics;

namespace Stackbilt.Observability.Benchmarks.Tests;

/// <summary>Each operation of ours does what its name says.</summary>
public class OurOperationsTests
{
    [Fact]
    public void Reading_answers_the_active_span() =>
        PreparedOperation.With<ReadActiveSpan>(read => Assert.Equal("parent", Assert.IsAssignableFrom<Span>(read.Run()).Name));

    [Fact]
    public void A_parent_is_read_as_it_was_sent() => PreparedOperation.With<ExtractHeaders>(operation =>
    {
        Assert.Equal("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", operation.Run());
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", operation.Extracted.TraceId.ToString());
    });

    [Fact]
    public void Headers_are_written_as_they_were_read() => PreparedOperation.With<InjectHeaders>(operation =>
    {
        var headers = Assert.IsType<Dictionary<string, string>>(operation.Run());
        Assert.Equal("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", headers["traceparent"]);
    });

    [Fact]
    public void Nothing_bound_makes_no_child() => PreparedOperation.With<StartChildUnbound>(start => Assert.Null(start.Run()));

    [Fact]
    public void The_null_carrier_makes_no_child() => PreparedOperation.With<StartChildUnderNull>(start => Assert.Null(start.Run()));

    [Fact]
    public void A_child_of_a_parent_is_recorded_its_child_and_not_active() => PreparedOperation.With<ChildOfParent>(operation =>
    {
        var child = Child(operation.Start());

        Assert.True(child.IsRecording);
        Assert.Null(ActiveSpan.Current);
        Assert.Null(Activity.Current);
        AssertEnds(operation, child);
    });

    [Fact]
    public void A_child_that_is_kept_is_recorded_and_its_child() => PreparedOperation.With<KeptChildOfParent>(operation =>
    {
        var child = Child(operation.Start());

        Assert.True(child.IsRecording);
        AssertEnds(operation, child);
    });

    [Fact]
    public void What_keeps_a_child_has_it()
    {
        var keeping = new KeepTheLast();
        using var tracing = OurTracing.Recorded(new ExplicitCarrier(), keeping);

        tracing.Parent.StartChild("child").End();

        Assert.Equal("child", keeping.Last?.Name);
    }

    [Fact]
    public void An_active_child_is_active_recorded_and_no_activity() => AssertActive<ActiveChild>(isRecorded: true);

    [Fact]
    public void An_active_child_with_attributes_is_active_and_recorded() =>
        AssertActive<ActiveChildWithAttributes>(isRecorded: true);

    [Fact]
    public void An_unsampled_child_is_no_span_of_its_own() => AssertPasses<UnsampledActiveChild>();

    [Fact]
    public void An_unsampled_child_is_no_span_of_its_own_while_the_sdk_listens() => AssertPasses<HeardUnsampledActiveChild>();

    [Fact]
    public void An_unsampled_child_is_no_span_of_its_own_under_the_Activity_carrier() =>
        AssertPasses<UnsampledActiveChildUnderActivity>();

    [Fact]
    public void Under_the_Activity_carrier_a_child_is_current() => PreparedOperation.With<ActiveChildUnderActivity>(operation =>
    {
        var child = Child(operation.Start());

        Assert.Equal(child, ActiveSpan.Current);
        Assert.Same(child.Activity, Activity.Current);
        AssertEnds(operation, child);
        Assert.Equal("parent", Activity.Current!.DisplayName);
    });

    [Fact]
    public void A_heard_child_is_active_and_so_is_its_activity() => PreparedOperation.With<HeardActiveChild>(operation =>
    {
        var child = Child(operation.Start());

        Assert.Same(child, ActiveSpan.Current);
        Assert.Equal(child.SpanId.ToString(), Activity.Current!.SpanId.ToString());
        Assert.True(Activity.Current.IsAllDataRequested);
        AssertEnds(operation, child);
        Assert.Equal("parent", Activity.Current!.DisplayName);
    });

    [Fact]
    public void Attaching_makes_the_other_span_active() => PreparedOperation.With<AttachAndDispose>(operation =>
    {
        var scope = operation.Start();

        Assert.Equal("other", ActiveSpan.Current!.Name);
        operation.End(scope);
        Assert.Equal("parent", ActiveSpan.Current!.Name);
        Assert.Equal("other", ((Span)operation.Run()!).Name);
        Assert.Equal("parent", ActiveSpan.Current!.Name);
    });

    [Fact]
    public void Attaching_what_is_current_changes_nothing() => PreparedOperation.With<AttachCurrentAndDispose>(operation =>
    {
        var before = ActiveSpan.Current;
        var scope = operation.Start();

        Assert.Same(before, ActiveSpan.Current);
        operation.End(scope);
        Assert.Same(before, ActiveSpan.Current);
        Assert.Same(before, operation.Run());
    });

    [Fact]
    public void A_child_is_active_around_async_work_that_yields_once() =>
        PreparedOperation.With<ActiveChildAroundAsync>(operation =>
        {
            var active = new List<string?>();
            operation.Turn.Yielding = () => active.Add(ActiveSpan.Current?.Name);

            Assert.True(Assert.IsAssignableFrom<Task>(operation.Run()).IsCompletedSuccessfully);
            Assert.Equal(["child"], active);
            Assert.Equal("parent", ActiveSpan.Current!.Name);
        });

    [Fact]
    public void Guarded_or_not_the_parent_is_read()
    {
        PreparedOperation.With<ReadGuarded>(read => Assert.Equal("parent", ((Span)read.Run()!).Name));
        PreparedOperation.With<ReadUnguarded>(read => Assert.Equal("parent", ((Span)read.Run()!).Name));
    }

    [Fact]
    public void Guarded_or_not_the_other_span_is_attached()
    {
        PreparedOperation.With<AttachGuarded>(attach => Assert.Equal("other", ((Span)attach.Run()!).Name));
        PreparedOperation.With<AttachUnguarded>(attach => Assert.Equal("other", ((Span)attach.Run()!).Name));
    }

    [Fact]
    public void The_guarded_one_is_guarded_and_the_other_is_not()
    {
        using var guarded = HostedCarrier.With(GuardedCarriers.Foreign);
        using var unguarded = HostedCarrier.With(GuardedCarriers.None);

        Assert.True(guarded.IsGuarded);
        Assert.False(unguarded.IsGuarded);
    }

    static void AssertActive<TOperation>(bool isRecorded)
        where TOperation : struct, ISpanOperation => PreparedOperation.With<TOperation>(operation =>
        {
            var child = Child(operation.Start());

            Assert.Same(child, ActiveSpan.Current);
            Assert.Equal(isRecorded, child.IsRecording);
            Assert.Null(Activity.Current);
            AssertEnds(operation, child);
        });

    static void AssertPasses<TOperation>()
        where TOperation : struct, ISpanOperation => PreparedOperation.With<TOperation>(operation =>
        {
            var parent = ActiveSpan.Current!;

            var child = (Span)operation.Start()!;

            Assert.False(child.IsRecording);
            Assert.Equal(parent.Context, child.Context);
            operation.End(child);
            Assert.Equal(parent, ActiveSpan.Current);
            Assert.Same(child, operation.Run());
        });

    static void AssertEnds(ISpanOperation operation, Span child)
    {
        var before = child.ParentSpanId;
        operation.End(child);
        Assert.True(child.HasEnded);

        var whole = Child(operation.Run());
        Assert.True(whole.HasEnded);
        Assert.NotSame(child, whole);
        Assert.Equal(before, whole.ParentSpanId);
    }

    static Span Child(object? started)
    {
        var child = Assert.IsAssignableFrom<Span>(started);
        Assert.Equal("child", child.Name);
        Assert.True(child.ParentSpanId.IsValid);
        return child;
    }
}
