using System.Diagnostics;
using Stackbilt.Observability;

namespace Inventory.Tests;

/// <summary>The spans of a library where no carrier is bound: the platform's activities, with the promises of our spans.</summary>
public sealed class WithoutTracerTests : IDisposable
{
    static readonly SpanContext Other = new(new(1, 2), new(3));

    readonly InstrumentationScope _scope = new("WithoutTracer." + Guid.NewGuid().ToString("n"));
    readonly ActivitySource _application = new("WithoutTracer.Application." + Guid.NewGuid().ToString("n"));
    readonly List<Activity> _stopped = [];
    readonly ActivityListener _listener;
    ActivitySamplingResult _decision = ActivitySamplingResult.AllDataAndRecorded;
    bool _throws;

    public WithoutTracerTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, _scope.Source) || ReferenceEquals(source, _application),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                _throws ? throw new InvalidOperationException("A sampler.")
                : ReferenceEquals(options.Source, _application) ? ActivitySamplingResult.AllDataAndRecorded : _decision,
            ActivityStopped = _stopped.Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _application.Dispose();
    }

    [Fact]
    public void A_child_hangs_under_what_is_current_and_is_current_if_it_is_active()
    {
        using var request = _application.StartActivity("request")!;
        using (var active = _scope.Current?.StartActiveChild("active", SpanKind.Client, ("one", 1)))
        {
            Assert.Same(active!.Activity, Activity.Current);
            Assert.Same(request, active.Activity!.Parent);
            using var passive = _scope.Current?.StartChild("passive");
            Assert.Same(active.Activity, Activity.Current);
            Assert.Equal(active.SpanId, passive!.ParentSpanId);
            Assert.Equal((active.TraceId, true, true), (passive.TraceId, passive.IsRecording, passive.Context.IsValid));
        }

        Assert.Same(request, Activity.Current);
        Assert.Equal(["passive", "active"], _stopped.Select(static one => one.DisplayName));
        Assert.Equal((ActivityKind.Client, 1L), (_stopped[1].Kind, _stopped[1].GetTagItem("one")));
        Assert.Same(_scope.Source, _stopped[1].Source);
    }

    /// <summary>Each look at what is current makes another object for it.</summary>
    [Fact]
    public void An_exception_is_recorded_once_on_its_way_up()
    {
        var (first, second) = (new InvalidOperationException("first"), new InvalidOperationException("second"));
        using var request = _application.StartActivity("request")!;

        foreach (var exception in (Exception[])[first, first, second, first])
            _scope.Current?.Span.RecordException(exception);

        Assert.Equal(["first", "second", "first"], request.Events.Select(static one => one.Tags.Single(tag => tag.Key == "exception.message").Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_random_flag_of_a_trace_reaches_its_children(int flags)
    {
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), (ActivityTraceFlags)flags);
        using var request = _application.StartActivity("request", ActivityKind.Server, parent)!;
        using var active = _scope.Current?.StartActiveChild("active")!;
        using var passive = active.StartChild("passive");

        Assert.Equal((flags, flags), ((int)active.Context.Flags, (int)passive.Context.Flags));
        Assert.EndsWith($"-0{flags}", passive.Activity!.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void A_child_that_ends_late_leaves_what_is_current()
    {
        using var request = _application.StartActivity("request")!;
        var late = _scope.Current?.StartChild("late")!;
        using var next = _application.StartActivity("next")!;
        late.Dispose();

        Assert.Same(next, Activity.Current);
        Assert.Equal((true, false), (late.HasEnded, late.IsRecording));
        late.SetAttribute("after", 1).AddEvent("after").UpdateName("after").SetStatus(SpanStatus.Error).Dispose();
        Assert.Equal(("late", 0), (_stopped.Single().DisplayName, _stopped.Single().TagObjects.Count()));
    }

    [Fact]
    public void A_span_that_has_ended_still_gives_children()
    {
        using var request = _application.StartActivity("request")!;
        var ended = _scope.Current?.StartChild("ended")!;
        ended.Dispose();
        using var child = ended.StartChild("child");

        Assert.Equal((ended.TraceId, ended.SpanId), (child.TraceId, child.ParentSpanId));
        Assert.Same(request, Activity.Current);
    }

    [Fact]
    public void What_is_set_is_set_on_the_activity()
    {
        using var request = _application.StartActivity("request")!;
        var failure = new InvalidOperationException("No.");
        var span = _scope.Current?.StartChild("span")!;
        span.SetAttributes(("text", "a"), ("gone", 1), default).SetAttribute("gone", null)
            .AddEvent("happened", ("n", 2)).RecordException(failure).RecordException(failure)
            .AddLink(Other).AddLink(default).UpdateName("renamed").SetStatus(SpanStatus.Error, "why").SetStatus(SpanStatus.Unset);
        span.Dispose();

        var activity = _stopped.Single();
        Assert.Equal(("renamed", ActivityStatusCode.Error, "why"), (activity.DisplayName, activity.Status, activity.StatusDescription));
        Assert.Equal([new("text", "a")], activity.TagObjects);
        Assert.Equal(["happened", "exception"], activity.Events.Select(static one => one.Name));
        Assert.Equal("No.", activity.Events.Last().Tags.Single(static tag => tag.Key == "exception.message").Value);
        Assert.Equal(Other.SpanId.ToString(), activity.Links.Single().Context.SpanId.ToHexString());
    }

    [Fact]
    public void A_child_that_is_sampled_out_changes_nothing_of_its_parent()
    {
        _decision = ActivitySamplingResult.None;
        using var request = _application.StartActivity("request")!;
        using (var child = _scope.Current?.StartActiveChild("child", ("one", 1)))
        {
            child!.SetAttribute("two", 2).AddEvent("none").UpdateName("none").SetStatus(SpanStatus.Error);
            Assert.Equal((false, null), (child.IsRecording, child.Activity));
            Assert.Same(request, Activity.Current);
        }

        Assert.Equal(("request", 0, 0), (request.DisplayName, request.TagObjects.Count(), request.Events.Count()));
        Assert.False(request.IsStopped);
    }

    [Fact]
    public void What_a_listener_throws_is_reported_and_the_work_goes_on()
    {
        using var request = _application.StartActivity("request")!;
        var faults = new List<TracingFault>();
        Action<TracingFault> hear = fault =>
        {
            if (ReferenceEquals(fault.Source, _scope.Source))
                faults.Add(fault);
        };
        TracingFaults.Reported += hear;
        _throws = true;
        using (var child = _scope.Current?.StartActiveChild("child"))
            Assert.NotNull(child);

        TracingFaults.Reported -= hear;
        Assert.Single(faults);
        Assert.Same(request, Activity.Current);
    }

    [Fact]
    public void Nothing_is_started_where_nothing_is_current_or_nobody_listens()
    {
        Assert.Null(Activity.Current);
        Assert.Null(_scope.Current);
        using var request = _application.StartActivity("request")!;
        Assert.Null(new InstrumentationScope("WithoutTracer.Unheard").Current);
    }

    [Fact]
    public void A_carrier_that_is_bound_decides_alone()
    {
        using var request = _application.StartActivity("request")!;
        using (ActiveSpan.Bind(new NullCarrier()))
            Assert.Null(_scope.Current);

        Assert.NotNull(_scope.Current);
    }
}
