using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Benchmarks.Tests;

/// <summary>Each operation of a peer does what its name says.</summary>
public class PeerOperationsTests
{
    [Fact]
    public void Reading_an_async_local_answers_its_value() => PreparedOperation.With<ReadAsyncLocal>(read => Assert.NotNull(read.Run()));

    [Fact]
    public void Reading_a_slot_answers_its_value() => PreparedOperation.With<ReadRuntimeContextSlot>(read => Assert.NotNull(read.Run()));

    [Fact]
    public void Reading_the_current_activity_answers_the_parent() => PreparedOperation.With<ReadActivityCurrent>(read =>
        Assert.Equal("parent", Assert.IsType<Activity>(read.Run()).DisplayName));

    [Fact]
    public void An_activity_that_nobody_hears_is_none() => PreparedOperation.With<StartActivityUnheard>(start => Assert.Null(start.Run()));

    [Fact]
    public void A_telemetry_span_of_a_parent_is_recorded_its_child_and_not_active() =>
        PreparedOperation.With<TelemetrySpanOfParent>(operation =>
        {
            var child = Assert.IsType<TelemetrySpan>(operation.Start());

            Assert.True(child.IsRecording);
            Assert.NotEqual(default, child.ParentSpanId);
            Assert.Null(Activity.Current);
            operation.End(child);
            Assert.False(Assert.IsType<TelemetrySpan>(operation.Run()).ParentSpanId == default);
        });

    [Fact]
    public void An_active_telemetry_span_is_recorded_and_active() => AssertActive<ActiveTelemetrySpan>();

    [Fact]
    public void An_active_telemetry_span_with_attributes_has_them()
    {
        AssertActive<ActiveTelemetrySpanWithAttributes>();
        PreparedOperation.With<ActiveTelemetrySpanWithAttributes>(operation =>
        {
            var child = operation.Start();
            Assert.Equal("delphi", Activity.Current!.GetTagItem("oracle.provider"));
            Assert.NotNull(Activity.Current!.GetTagItem("oracle.prompt_tokens"));
            operation.End(child);
        });
    }

    [Fact]
    public void The_SDK_reads_and_writes_the_same_headers()
    {
        PreparedOperation.With<ExtractHeadersByTheSdk>(operation =>
        {
            Assert.Equal("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", operation.Run());
            Assert.Equal("00f067aa0ba902b7", operation.Extracted.ActivityContext.SpanId.ToHexString());
        });
        PreparedOperation.With<InjectHeadersByTheSdk>(operation =>
        {
            var headers = Assert.IsType<Dictionary<string, string>>(operation.Run());
            Assert.Equal("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", headers["traceparent"]);
        });
    }

    [Fact]
    public void A_heard_activity_is_current_with_all_its_data() => PreparedOperation.With<HeardActivity>(operation =>
    {
        var child = Assert.IsType<Activity>(operation.Start());

        Assert.Same(child, Activity.Current);
        Assert.True(child.IsAllDataRequested);
        operation.End(child);
        Assert.True(Assert.IsType<Activity>(operation.Run()).IsStopped);
    });

    [Fact]
    public void An_unsampled_telemetry_span_is_not_recorded() => PreparedOperation.With<UnsampledActiveTelemetrySpan>(operation =>
    {
        var child = Assert.IsType<TelemetrySpan>(operation.Start());

        Assert.False(child.IsRecording);
        Assert.Equal("parent", Activity.Current!.DisplayName);
        operation.End(child);
        Assert.NotNull(operation.Run());
    });

    [Fact]
    public void A_telemetry_span_is_active_around_async_work_that_yields_once() =>
        PreparedOperation.With<ActiveTelemetrySpanAroundAsync>(operation =>
        {
            var active = new List<string?>();
            operation.Turn.Yielding = () => active.Add(Activity.Current?.DisplayName);

            Assert.True(Assert.IsAssignableFrom<Task>(operation.Run()).IsCompletedSuccessfully);
            Assert.Equal(["child"], active);
            Assert.Equal("parent", Activity.Current!.DisplayName);
        });

    [Fact]
    public void Async_work_alone_yields_once() => PreparedOperation.With<AsyncAlone>(operation =>
    {
        var yields = 0;
        operation.Turn.Yielding = () => yields++;

        Assert.True(Assert.IsAssignableFrom<Task>(operation.Run()).IsCompletedSuccessfully);
        Assert.Equal(1, yields);
    });

    [Fact]
    public void The_least_span_is_active_in_async_work() => PreparedOperation.With<LeastSpanAroundAsync>(operation =>
    {
        var active = new List<string?>();
        operation.Turn.Yielding = () => active.Add(LeastSpan.Current?.Name);

        Assert.True(Assert.IsAssignableFrom<Task>(operation.Run()).IsCompletedSuccessfully);
        Assert.Equal(["child"], active);
        Assert.Equal("parent", LeastSpan.Current?.Name);
    });

    [Fact]
    public void The_least_span_is_a_child_and_active_until_it_ends() => PreparedOperation.With<LeastActiveSpan>(operation =>
    {
        var parent = LeastSpan.Current!;
        var child = Assert.IsType<LeastSpan>(operation.Run());

        Assert.Equal(("child", parent.Id), (child.Name, child.ParentId));
        Assert.Same(parent, LeastSpan.Current);
    });

    [Fact]
    public void An_activity_and_a_write_is_a_child_of_the_parent() => PreparedOperation.With<HeardActivityAndWrite>(operation =>
    {
        var activity = Assert.IsType<Activity>(operation.Run());

        Assert.True(activity.IsAllDataRequested);
        Assert.Equal("parent", Activity.Current!.DisplayName);
    });

    [Fact]
    public void The_least_span_over_an_activity_is_a_child_and_active_until_it_ends() => PreparedOperation.With<LeastActiveActivity>(operation =>
    {
        var parent = Activity.Current!;
        var child = Assert.IsType<Activity>(operation.Run());

        Assert.True(child.IsAllDataRequested && child.IsStopped);
        Assert.Same(parent, child.Parent);
        Assert.Same(parent, Activity.Current);
    });

    [Fact]
    public void With_a_slot_of_its_own_it_is_that_too() => PreparedOperation.With<LeastActiveSlottedActivity>(operation =>
    {
        var parent = LeastSlottedActivitySpan.Current!;
        var child = Assert.IsType<Activity>(operation.Run());

        Assert.True(child.IsAllDataRequested && child.IsStopped);
        Assert.Same(parent.Activity, child.Parent);
        Assert.Same(parent, LeastSlottedActivitySpan.Current);
        Assert.Same(parent.Activity, Activity.Current);
    });

    [Fact]
    public void Asking_the_sampler_makes_nothing() => PreparedOperation.With<AskTheSampler>(operation => Assert.Null(operation.Run()));

    [Fact]
    public void Setting_restores() => PreparedOperation.With<SetAndRestoreAsyncLocal>(set => Assert.Same(set.Run(), set.Run()));

    [Fact]
    public void Setting_a_slot_restores() => PreparedOperation.With<SetAndRestoreRuntimeContextSlot>(set => Assert.Same(set.Run(), set.Run()));

    [Fact]
    public void A_log_scope_is_pushed() => PreparedOperation.With<PushAndPopLogScope>(push => Assert.NotNull(push.Run()));

    [Fact]
    public void The_clock_does_not_run_backwards() => PreparedOperation.With<ReadTheClockTwice>(read => Assert.Null(read.Run()));

    [Fact]
    public void Writing_once_leaves_the_other_value() => PreparedOperation.With<WriteAsyncLocalOnce>(write => Assert.NotSame(write.Run(), write.Run()));

    static void AssertActive<TOperation>()
        where TOperation : struct, ISpanOperation => PreparedOperation.With<TOperation>(operation =>
        {
            var child = Assert.IsType<TelemetrySpan>(operation.Start());

            Assert.True(child.IsRecording);
            Assert.Equal(child.Context.SpanId, Activity.Current!.SpanId);
            operation.End(child);
            Assert.Equal("parent", Activity.Current!.DisplayName);
            Assert.NotNull(operation.Run());
            Assert.Equal("parent", Activity.Current!.DisplayName);
        });
}
