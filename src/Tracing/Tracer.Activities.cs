using System.Diagnostics;

namespace Stackbilt.Observability;

public sealed partial class Tracer : ITracerActivities
{
    // What this thread was asked for last, so that asking again allocates nothing.
    [ThreadStatic]
    static ActivitySpan? _lastSeen;

    // While a carrier attaches what was started somewhere else than right inside its parent.
    [ThreadStatic]
    static (Activity Started, Activity? Outside) _attaching;

    bool ITracerActivities.AreHeard => _source.HasListeners();

    Span? ITracerActivities.SpanOf(Activity activity)
    {
        var last = _lastSeen;
        return last is not null && ReferenceEquals(last.Activity, activity) && ReferenceEquals(last.Trace.Tracer, this)
            ? last
            : See(activity);
    }

    Activity? ITracerActivities.OutsideOf(Activity started)
    {
        var (attached, outside) = _attaching;
        return ReferenceEquals(attached, started) ? outside : started.Parent;
    }

    void AttachHeard(ActivitySpan started, Activity? outside)
    {
        var isRightInside = ReferenceEquals(started.Activity.Parent, outside);
        if (_isCurrentAlone && isRightInside)
        {
            // The platform's slot says it all.
            _lastSeen = started;
            return;
        }

        if (!isRightInside)
            _attaching = (started.Activity, outside);

        AttachUntilItEnds(started);
        if (!isRightInside)
            _attaching = default;
    }

    internal void TellEnd(Activity activity, DateTimeOffset? end) => Processors.OnEnd(activity, _scopes?.ScopeOf(activity.Source), end);

    /// <summary>The flow goes back to what was active around the span.</summary>
    /// <param name="ended">The span.</param>
    /// <param name="wasCurrent">Whether its activity was current here.</param>
    internal void AfterEnd(ActivitySpan ended, bool wasCurrent)
    {
        ref var last = ref _lastSeen;
        if (last is not null && ReferenceEquals(last.Activity, ended.Activity))
            last = ended.Around;

        if (wasCurrent)
            TracerCarrier.TellEnd(_attachingCarrier, ended);
    }

    ActivitySpan? See(Activity activity)
    {
        if (activity.IdFormat != ActivityIdFormat.W3C)
            return null;

        var isOurs = ReferenceEquals(activity.Source, _source) || _scopes?.ScopeOf(activity.Source) is not null;
        if (!isOurs && _scopes is { ListensForItself: true })
            SampleUndecided(activity);

        return _lastSeen = isOurs ? new ActivitySpan(_seen, activity, SpanStartFlags.None) : new ActivitySpan(_seen, activity);
    }

    /// <summary>
    /// A host starts the activity of a request though nobody listens to it, and then nobody has decided whether its trace is
    /// sampled: <c>SamplingRatio</c> does. A trace that came in is sampled as its header says, and that of a request that shall have no
    /// span is not.
    /// </summary>
    void SampleUndecided(Activity activity)
    {
        var first = activity;
        while (first.Parent is { } parent)
            first = parent;

        if (first.ParentSpanId == default
            && !first.Source.HasListeners()
            && !activity.Source.HasListeners()
            && first.IsAllDataRequested
            && _sampling.Keeps(activity.TraceId.ToTraceId()))
        {
            activity.TraceStateString ??= _sampling.State;
            MarkSampled(activity);
        }
    }
}
