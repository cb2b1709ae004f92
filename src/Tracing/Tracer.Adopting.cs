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
    /// Somebody listens to the host: its sampling is respected, and there is one span instead of two (aspnetcore#27237).
    /// Nobody listens to the host, but somebody to us: the activity would never be exported, so the span gets one of its own,
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

        if (!_isEnabled)
            return new NonRecordingSpan(name, kind, activity.Context.ToSpanContext());

        var parent = ParentOf(activity);
        // Not IsAllDataRequested: it is also true of an activity that no source made and nobody will ever see.
        var isHeard = activity.Source.HasListeners();
        if (!isHeard && _source.HasListeners())
        {
            var ours = StartSpan(name, parent, kind, attributes);
            if (ours.IsRecording)
                MarkSampled(activity);

            return ours;
        }

        var traceId = activity.TraceId.ToTraceId();
        var isSampled = activity.Recorded || (!isHeard && !parent.IsValid && _sampling.Keeps(traceId));
        var trace = new Trace
        {
            Tracer = this,
            Id = traceId,
            State = activity.TraceStateString,
            Carrier = _switchable?.InUse,
        };
        var heard = isHeard ? activity : null;
        var traits = Traits(isSampled, heard) | SpanTraits.First | SpanTraits.Adopted;
        var span = new RecordingSpan(
            trace,
            activity.SpanId.ToSpanId(),
            parent.SpanId,
            name,
            kind,
            parent.IsRemote ? traits | SpanTraits.RemoteParent : traits,
            heard is null ? default : new StartedTwin(heard, trace: null),
            attributes);
        if (isHeard)
        {
            ActivityTwin.SetName(activity, name);
            ActivityTwin.SetTags(activity, attributes);
        }
        else if (isSampled && HasProcessors)
        {
            MarkSampled(activity);
        }

        NotifyStart(span);
        return span;
    }

    /// <summary>What the platform sends out under this activity must not tell the next service that nobody records.</summary>
    static void MarkSampled(Activity activity) => activity.ActivityTraceFlags |= ActivityTraceFlags.Recorded;

    /// <summary>The parent's context; remote unless the activity knows the parent itself.</summary>
    static SpanContext ParentOf(Activity activity)
    {
        var parentId = activity.ParentSpanId.ToSpanId();
        return parentId.IsValid
            ? new SpanContext(
                activity.TraceId.ToTraceId(),
                parentId,
                activity.Recorded,
                activity.TraceStateString,
                IsRemote: activity.Parent is null)
            : default;
    }
}
