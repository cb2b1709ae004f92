using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>A span made of the activity that a host has started for the same work.</summary>
public sealed class AdoptionTests : IDisposable
{
    readonly Listened _ours = new();
    readonly Listened _host = new();
    readonly Recorded _unheard;
    readonly ActivitySource _unheardSource = new("unheard." + Guid.NewGuid().ToString("N"));

    public AdoptionTests() => _unheard = new Recorded(source: _unheardSource);

    public void Dispose()
    {
        _ours.Dispose();
        _host.Dispose();
        _unheardSource.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_somebody_listens_to_the_host_its_activity_is_the_twin(bool isOursListened)
    {
        using var activity = _host.Source.StartActivity("request", ActivityKind.Server, Remote)!;
        var recorded = isOursListened ? new Recorded(source: _ours.Source) : _unheard;

        var span = recorded.Tracer.Adopt(activity, "GET /", SpanKind.Server, ("a", 1));
        span.SetAttribute("b", 2).SetStatus(SpanStatus.Error, "why").AddEvent("happened");

        Assert.Equal(activity.SpanId.ToHexString(), span.SpanId.ToString());
        Assert.Equal(activity.TraceId.ToHexString(), span.TraceId.ToString());
        Assert.Equal(activity.ParentSpanId.ToHexString(), span.ParentSpanId.ToString());
        Assert.Equal("GET /", activity.DisplayName);
        Assert.Equal(["a", "b"], activity.TagObjects.Select(tag => tag.Key));
        Assert.Equal((ActivityStatusCode.Error, "why"), (activity.Status, activity.StatusDescription));
        Assert.Single(activity.Events);
        Assert.True(recorded.DataOf(span).HasRemoteParent);
        Assert.Empty(_ours.Started);

        Assert.False(activity.IsStopped);
        Assert.Same(activity, Activity.Current);
    }

    [Fact]
    public void Its_sampling_is_respected()
    {
        _host.Sampling = ActivitySamplingResult.PropagationData;
        using var activity = _host.Source.StartActivity("request", ActivityKind.Server, Remote)!;

        var span = _unheard.Tracer.Adopt(activity, "GET /");
        span.End();

        Assert.False(span.IsRecording);
        Assert.False(span.Context.IsSampled);
        Assert.Empty(_unheard.Spans.Spans);
    }

    [Theory]
    [InlineData(ActivitySamplingResult.AllDataAndRecorded)]
    [InlineData(ActivitySamplingResult.PropagationData)]
    [InlineData(ActivitySamplingResult.None)]
    public void A_trace_that_the_host_begins_is_the_spans_where_its_activity_stays_current(ActivitySamplingResult sampling)
    {
        _ours.Sampling = sampling;
        using var activity = HostsOwn(traceParent: null);
        var recorded = new Recorded(new ExplicitCarrier(), _ours.Source);

        var span = recorded.Tracer.Adopt(activity, "GET /");

        Assert.Equal(activity.TraceId.ToHexString(), span.TraceId.ToString());
        Assert.Equal(default, span.ParentSpanId);
        Assert.NotEqual(activity.SpanId.ToHexString(), span.SpanId.ToString());
        Assert.Equal(sampling == ActivitySamplingResult.AllDataAndRecorded, span.IsRecording);
        Assert.Equal(span.IsRecording, span.Context.IsSampled);
        Assert.Same(activity, Activity.Current);
        span.End();
        Assert.All(recorded.Spans.Spans, static data => Assert.False(data.HasRemoteParent));
        Assert.All(_ours.Stopped, static twin => Assert.Equal(default, twin.ParentSpanId));
        Assert.True(_ours.Started.Count <= 1);
    }

    [Fact]
    public void One_that_somebody_else_will_stop_is_a_span_as_it_is()
    {
        using var activity = _host.Source.StartActivity("delivery", ActivityKind.Consumer, Remote)!;
        var recorded = new Recorded(source: _ours.Source);

        var span = recorded.Tracer.Adopt(activity)!;
        span.SetAttribute("a", 1);
        var child = span.StartChild("step");
        child.End();

        Assert.Equal(("delivery", SpanKind.Consumer), (span.Name, span.Kind));
        Assert.Same(activity, span.Activity);
        Assert.Same(activity, child.Activity!.Parent);
        Assert.Equal(1L, activity.GetTagItem("a"));
        span.End();
        span.SetAttribute("late", 1);
        Assert.True(span.HasEnded);
        Assert.False(activity.IsStopped);
        Assert.Same(activity, Activity.Current);
        Assert.Null(activity.GetTagItem("late"));
        Assert.Equal(["step"], recorded.Spans.Spans.Select(static data => data.Name));
    }

    [Fact]
    public void One_of_ours_is_shown_to_processors_once_though_it_was_adopted()
    {
        var recorded = new Recorded(source: _ours.Source);
        using (var span = recorded.Tracer.StartRoot("ours"))
        {
            using var adopted = recorded.Tracer.Adopt(span.Activity);
            Assert.Equal(span.SpanId, adopted!.SpanId);
        }

        Assert.Equal("ours", Assert.Single(recorded.Spans.Spans).Name);
    }

    [Fact]
    public void There_is_no_span_of_none_of_one_that_has_stopped_and_of_one_with_other_ids()
    {
        using var stopped = _host.Source.StartActivity("stopped")!;
        stopped.Stop();
        using var hierarchical = new Activity("old").SetIdFormat(ActivityIdFormat.Hierarchical).Start();

        Assert.Null(_unheard.Tracer.Adopt(null));
        Assert.Null(_unheard.Tracer.Adopt(stopped));
        Assert.Null(_unheard.Tracer.Adopt(hierarchical));
    }

    [Fact]
    public void A_tracer_that_is_off_sets_nothing_on_it()
    {
        using var activity = _host.Source.StartActivity("delivery")!;
        var off = new Tracer(new AsyncLocalCarrier(), isEnabled: false);

        using var span = off.Adopt(activity)!;
        span.SetAttribute("a", 1).SetStatus(SpanStatus.Error);

        Assert.Equal(activity.SpanId.ToHexString(), span.SpanId.ToString());
        Assert.Empty(activity.TagObjects);
        Assert.Equal(ActivityStatusCode.Unset, activity.Status);
    }

    [Fact]
    public async Task Left_behind_work_does_not_find_it_after_the_line_that_adopts_it()
    {
        var recorded = new Recorded(source: _ours.Source);
        using var activity = _host.Source.StartActivity("delivery")!;
        var isOver = new TaskCompletionSource();

        var leftBehind = await recorded.Tracer.RunInSpan(recorded.Tracer.Adopt(activity), async _ =>
        {
            await Task.Yield();
            Assert.Equal(activity.SpanId.ToHexString(), recorded.Tracer.Current?.SpanId.ToString());
            return (Func<Task<Span?>>)(async () =>
            {
                await isOver.Task;
                return recorded.Tracer.Current;
            });
        });
        isOver.SetResult();

        Assert.Null(await leftBehind());
        Assert.Null(recorded.Tracer.Current);
        Assert.Same(activity, Activity.Current);
    }

    [Fact]
    public void Where_somebody_listens_to_us_alone_the_span_has_a_twin_under_the_same_parent()
    {
        using var activity = HostsOwn(Parent);
        var recorded = new Recorded(source: _ours.Source);

        var span = recorded.Tracer.Adopt(activity, "GET /", SpanKind.Server, ("a", 1));

        var twin = Assert.Single(_ours.Started);
        Assert.NotSame(activity, twin);
        Assert.Equal(ActivityKind.Server, twin.Kind);
        Assert.Equal(span.SpanId.ToString(), twin.SpanId.ToHexString());
        Assert.Equal(activity.TraceId, twin.TraceId);
        Assert.Equal(activity.ParentSpanId, twin.ParentSpanId);
        Assert.NotEqual(activity.SpanId, twin.SpanId);
        span.End();
        Assert.True(twin.IsStopped);
        Assert.False(activity.IsStopped);
        Assert.Same(activity, Activity.Current);
    }

    [Fact]
    public void Where_nobody_listens_the_span_takes_the_ids()
    {
        using var activity = HostsOwn(Parent);

        var span = _unheard.Tracer.Adopt(activity, "GET /", SpanKind.Server, ("a", 1));
        span.SetAttribute("b", 2);

        Assert.Equal(activity.SpanId.ToHexString(), span.SpanId.ToString());
        Assert.Equal(activity.TraceId.ToHexString(), span.TraceId.ToString());
        Assert.Equal(activity.ParentSpanId.ToHexString(), span.ParentSpanId.ToString());
        Assert.Empty(activity.TagObjects);
        var data = _unheard.DataOf(span);
        Assert.Equal([("a", 1), ("b", 2)], data.Attributes);
        Assert.True(data.HasRemoteParent);
        Assert.False(activity.IsStopped);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Parent, true)]
    [InlineData(NotSampled, false)]
    public void Where_nobody_listens_the_caller_decides_whether_it_is_recorded(string? traceParent, bool isSampled)
    {
        using var activity = HostsOwn(traceParent);

        var span = _unheard.Tracer.Adopt(activity, "GET /");
        span.End();

        Assert.Equal(isSampled, span.Context.IsSampled);
        Assert.Equal(isSampled ? 1 : 0, _unheard.Spans.Spans.Count);
    }

    [Fact]
    public void An_activity_with_other_ids_is_not_adopted()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.Hierarchical).Start();

        var span = _unheard.Tracer.Adopt(activity, "GET /", SpanKind.Server, ("a", 1));

        Assert.False(span.ParentSpanId.IsValid);
        Assert.Equal([("a", 1)], _unheard.DataOf(span).Attributes);
    }

    [Fact]
    public void Null_is_refused_by_name()
    {
        using var activity = HostsOwn(null);

        Assert.Throws<ArgumentNullException>("activity", () => _unheard.Tracer.Adopt(null!, "GET /"));
        Assert.Throws<ArgumentNullException>("name", () => _unheard.Tracer.Adopt(activity, null!));
    }

    const string Parent = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
    const string NotSampled = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-00";

    static ActivityContext Remote =>
        ActivityContext.TryParse(Parent, null, isRemote: true, out var context) ? context : default;

    /// <summary>What ASP.NET Core makes where nobody listens to its source but logging wants an id.</summary>
    static Activity HostsOwn(string? traceParent)
    {
        var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        if (traceParent is not null)
            activity.SetParentId(traceParent);

        return activity.Start();
    }
}
