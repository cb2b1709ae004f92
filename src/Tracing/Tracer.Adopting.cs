using System.Diagnostics;

namespace Stackbilt.Observability;

public sealed partial class Tracer
{
    /// <summary>
    /// Makes a span of an activity that the host started for this very work, a server's for its request: the same ids and
    /// the same parent, and what is set on the span is set on the activity. The host goes on to stop the activity.
    /// </summary>
    /// <param name="activity">The host's activity, running; not null.</param>
    /// <param name="name">What the work does, low in variety; not null. Becomes the activity's display name.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it when the work is done, before the host stops the activity.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activity"/> or <paramref name="name"/> is null.</exception>
    /// <remarks>
    /// <para>
    /// Something listens to the host: its sampling is respected, and there is one span instead of two (aspnetcore#27237).
    /// Nothing listens to the host, but something to us: the activity would never be exported, so the span gets one of its own,
    /// under the activity's parent, and marks the activity as sampled where it is. Nobody listens at all: the span takes the
    /// activity's ids, so that logs and the headers that HttpClient writes agree with it.
    /// </para>
    /// <para>An activity whose ids are not W3C's is not adopted: a new trace is started.</para>
    /// </remarks>
    public Span Adopt(
        Activity activity,
        string name,
        SpanKind kind = SpanKind.Server,
        params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(name);
        if (activity.IdFormat != ActivityIdFormat.W3C)
            return StartRoot(name, kind, attributes);

        var trace = new Trace(this, TracerCarrier.OfNewTraces(_inner));
        if (!_isEnabled)
            return new UnsampledSpan(trace.With(BaggageIn(activity)), activity.Context.ToSpanContext(), default, name, kind);

        // Not IsAllDataRequested: it is also true of an activity that no source made and nobody will ever see.
        if (activity.Source.HasListeners())
            return AdoptHeard(trace, activity, name, attributes);

        if (activity.ParentSpanId == default && KnownTraceFlags.PlatformIsRandom)
            activity.ActivityTraceFlags |= KnownTraceFlags.Random;

        var parent = ParentOf(activity);
        if (_source.HasListeners())
            return StartInPlaceOf(activity, parent, name, kind, attributes);

        var context = activity.Context.ToSpanContext();
        if (!activity.Recorded && (parent.IsValid || !_sampling.Keeps(context.TraceId)))
            return new UnsampledSpan(trace.With(BaggageIn(activity)), context, parent.SpanId, name, kind);

        if (!activity.Recorded)
            activity.TraceStateString ??= _sampling.State;

        var recorded = new RecordedTrace(this, trace.Carrier)
        {
            Id = context.TraceId,
            State = activity.TraceStateString,
            RemoteParent = parent,
        };
        var span = new RecordingSpan(
            (RecordedTrace)recorded.With(BaggageIn(activity)),
            context.SpanId,
            parent.SpanId,
            scope: null,
            name,
            kind,
            StartFlagsOf(context.Flags | TraceFlags.Sampled) | SpanStartFlags.First | (parent.IsRemote ? SpanStartFlags.RemoteParent : SpanStartFlags.None),
            _clock is null ? null : StartDetails.At(details: null, _clock.UtcNow()),
            attributes);
        if (span.IsRecording)
            MarkSampled(activity);

        Processors.OnStart(span);
        return span;
    }

    /// <summary>
    /// The span that an activity is which other code has started and will stop: a hub's, a consumer's, a job's. With it, one
    /// line at the door of such a host gives deep code the right parent under every carrier that carries:
    /// <c>await tracer.RunInSpan(tracer.Adopt(Activity.Current), _ => handler(message));</c>
    /// </summary>
    /// <param name="activity">The activity; null for none.</param>
    /// <returns>
    /// The span, with the activity's ids: what is set on it is set on the activity. Ending it leaves the activity running, and
    /// processors are not shown it. Null where there is no activity, where it has stopped, or where its ids are not W3C's.
    /// </returns>
    /// <remarks>
    /// End it before the activity's owner stops that, as <c>RunInSpan</c> does: until then work that was left behind may still
    /// find it. The carrier <c>Activity</c> does not need the line, and it does no harm there.
    /// </remarks>
    public Span? Adopt(Activity? activity)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C, IsStopped: false })
            return null;

        var trace = new Trace(this, TracerCarrier.OfNewTraces(_inner));
        return _isEnabled
            ? new ActivitySpan(trace, activity, SpanStartFlags.Borrowed)
            : new UnsampledSpan(
                trace.With(BaggageIn(activity)), activity.Context.ToSpanContext(), default, activity.DisplayName, activity.Kind.ToSpanKind());
    }

    ActivitySpan AdoptHeard(Trace trace, Activity activity, string name, ReadOnlySpan<SpanAttribute> attributes)
    {
        var span = new ActivitySpan(trace, activity, SpanStartFlags.First | SpanStartFlags.Adopted);
        span.UpdateName(name).SetAttributes(attributes);
        Processors.OnStart(span);
        return span;
    }

    /// <summary>
    /// Nobody will ever see the activity, so a span of ours stands where it stands, with the baggage that came in. Where the
    /// activity begins a trace and stays current, the span begins the same one, since HttpClient and logs tell of that.
    /// </summary>
    Span StartInPlaceOf(
        Activity activity, SpanContext parent, string name, SpanKind kind, ReadOnlySpan<SpanAttribute> attributes)
    {
        var staysCurrent = Carrier is not TracerCarrier;
        var ours = StartFirst(
            name,
            kind,
            parent.IsValid || staysCurrent ? parent : default,
            below: null,
            details: null,
            attributes,
            baggage: BaggageIn(activity));
        if (staysCurrent && ours.Activity is not null)
            SpanInPlace.Note(activity, ours.Context);

        if (ours.IsRecording)
            MarkSampled(activity);

        return ours;
    }

    /// <summary>What the platform sends out under this activity must not tell the next service that nobody records.</summary>
    static void MarkSampled(Activity activity) => activity.ActivityTraceFlags |= ActivityTraceFlags.Recorded;

    /// <summary>
    /// The parent's context, remote unless the activity knows the parent itself. Of an activity that begins a trace, the trace
    /// alone.
    /// </summary>
    static SpanContext ParentOf(Activity activity)
    {
        var traceId = activity.TraceId.ToTraceId();
        var parentId = activity.ParentSpanId.ToSpanId();
        var flags = (TraceFlags)activity.ActivityTraceFlags;
        return parentId.IsValid
            ? new SpanContext(
                traceId,
                parentId,
                TraceState: activity.TraceStateString,
                IsRemote: activity.Parent is null)
            {
                Flags = flags,
            }
            : new SpanContext(traceId, default) { Flags = flags };
    }
}
