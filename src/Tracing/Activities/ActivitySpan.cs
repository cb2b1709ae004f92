using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// A span that the platform records: a thin object over its activity, which has the ids, the attributes, the times and all
/// else. Two of them over one activity are the same span.
/// </summary>
sealed class ActivitySpan : TracerSpan
{
    readonly Activity _activity;
    readonly TracerSpan? _around;

    /// <summary>A span of ours, or one that other code started for this work.</summary>
    public ActivitySpan(Trace trace, Activity activity, SpanStartFlags startFlags, TracerSpan? around = null)
        : base(trace, activity.Kind.ToSpanKind(), startFlags)
    {
        _activity = activity;
        _around = around;
    }

    /// <summary>A span that other code started and will end, seen as it is current.</summary>
    public ActivitySpan(Trace trace, Activity activity)
        : base(trace, activity.Kind.ToSpanKind(), standsFor: null) => _activity = activity;

    public override Activity Activity => _activity;

    public override TraceId TraceId => _activity.TraceId.ToTraceId();

    public override SpanId SpanId => _activity.SpanId.ToSpanId();

    public override SpanId ParentSpanId => _activity.ParentSpanId.ToSpanId();

    public override string Name => _activity.DisplayName;

    public override bool HasEnded => base.HasEnded || _activity.IsStopped;

    public override bool IsRecording => _activity.IsAllDataRequested && !HasEnded;

    public override SpanContext Context => _activity.Context.ToSpanContext();

    public override Baggage Baggage => ActivityBaggage.Of(_activity);

    internal override bool IsSampledOut => !_activity.IsAllDataRequested;

    internal override ActivityContext NearestHeard => _activity.Context;

    /// <summary>Null where it is not known.</summary>
    internal ActivitySpan? Around => _around as ActivitySpan;

    public override bool Equals(object? obj) => obj is ActivitySpan other && ReferenceEquals(_activity, other._activity);

    public override int GetHashCode() => _activity.GetHashCode();

    public override Span SetAttributes(params ReadOnlySpan<SpanAttribute> attributes)
    {
        if (attributes.IsEmpty || !IsRecording)
            return this;

        using var change = Change();
        if (change.IsOpen)
            _activity.SetTags(attributes);

        return this;
    }

    public override Span AddEvent(string name, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IsRecording ? Add(name, attributes) : this;
    }

    public override Span RecordException(Exception exception, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (!IsRecording || !LastExceptions.Note(_activity, exception))
            return this;

        var recorded = ExceptionEvent.Of(exception, unixNanoseconds: 0, attributes);
        return Add(recorded.Name, [.. recorded.Attributes]);
    }

    public override Span SetStatus(SpanStatus status, string? description = null)
    {
        if (status == SpanStatus.Unset || !IsRecording)
            return this;

        using var change = Change();
        if (change.IsOpen)
            _activity.SetOutcome(status, description);

        return this;
    }

    public override Span AddLink(SpanContext context, params ReadOnlySpan<SpanAttribute> attributes)
    {
        if (!context.IsValid || !IsRecording)
            return this;

        var link = new ActivityLink(context.ToActivityContext(), ActivityTags.Of(attributes));
        using var change = Change();
        if (change.IsOpen)
            _activity.AddLink(link);

        return this;
    }

    public override Span UpdateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var change = Change();
        if (change.IsOpen)
            _activity.DisplayName = name;

        return this;
    }

    protected override Span ChangeBaggage(BaggageEntry entry, Baggage? whole)
    {
        using var change = Change();
        if (change.IsOpen)
            ActivityBaggage.Set(_activity, entry, whole);

        return this;
    }

    ActivitySpan Add(string name, ReadOnlySpan<SpanAttribute> attributes)
    {
        var added = new ActivityEvent(name, Trace.Tracer.Clock?.UtcNow() ?? default, ActivityTags.Of(attributes));
        using var change = Change();
        if (change.IsOpen)
            _activity.AddEvent(added);

        return this;
    }

    /// <summary>An end that sees the mark waits for the change that is under way.</summary>
    SpanChange Change()
    {
        _status = 1;
        return new SpanChange(this, this);
    }

    protected override void OnEnd() => EndAt(Trace.Tracer.Clock?.UtcNow());

    protected override void OnEnd(DateTimeOffset endTime) => EndAt(endTime);

    void EndAt(DateTimeOffset? endTime)
    {
        if (_status != 0)
        {
            lock (this)
            {
            }
        }

        if (Has(SpanStartFlags.Borrowed))
            return;

        var tracer = Trace.Tracer;
        if (!Has(SpanStartFlags.Adopted))
        {
            if (_activity.IsStopped)
                return;

            if (endTime is { } time)
                _activity.SetEndTime(time.UtcDateTime);

            tracer.AfterEnd(this, wasCurrent: ActivityLife.Stop(_activity, tracer.Carrier));
        }

        if (tracer.Processors.Any && _activity.IsAllDataRequested)
            tracer.TellEnd(_activity, Has(SpanStartFlags.Adopted) ? endTime ?? DateTimeOffset.UtcNow : null);
    }
}
