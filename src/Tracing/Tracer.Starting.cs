using System.Diagnostics;

namespace Stackbilt.Observability;

public sealed partial class Tracer
{
    internal bool HasProcessors => _processors.Length != 0;

    internal void Stop(Activity activity, long? endUnixNanoseconds, bool wasMadeCurrent) =>
        ActivityTwin.Stop(activity, endUnixNanoseconds, wasMadeCurrent, _unwatched);

    internal RecordingSpan StartChild(
        RecordingSpan parent,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        if (parent.HasEnded)
            ReportLateChild(parent, name);

        // A carrier that stays behind at an await would leave the child to whatever runs on this thread next (rule 13).
        makeActive &= _switchable?.FlowsAcrossAwait ?? _flowsAcrossAwait;
        var twin = default(StartedTwin);
        var id = default(SpanId);
        var isSampled = parent.IsSampled;
        if (_source.HasListeners())
            isSampled &= TryStartTwin(parent, name, kind, makeActive, attributes, out twin, out id);

        if (!id.IsValid)
            id = SpanId.CreateRandom();

        var span = new RecordingSpan(
            parent.Trace,
            id,
            parent.SpanId,
            name,
            kind,
            Traits(isSampled, twin.Activity) | (makeActive ? SpanTraits.MadeCurrent : SpanTraits.None),
            twin,
            attributes);
        if (span.IsRecording)
            NotifyStart(span);

        if (makeActive)
            AttachUntilItEnds(span);

        return span;
    }

    /// <summary>Apart, so that a child that nobody hears does not pay for what this needs on the stack.</summary>
    /// <returns>Whether the child may be sampled.</returns>
    bool TryStartTwin(
        RecordingSpan parent,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes,
        out StartedTwin twin,
        out SpanId id)
    {
        var isAnswered = ActivityTwin.TryStart(
            _source, name, kind, parent.ActivityContext, parent.Trace, makeActive, attributes, links: null, out twin);
        id = isAnswered && twin.Activity is { } activity ? activity.SpanId.ToSpanId() : default;
        return !isAnswered || twin.Activity is { Recorded: true };
    }

    Span StartFirst(
        string name,
        SpanKind kind,
        SpanContext parent,
        IReadOnlyList<SpanLink>? links,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        var valid = Valid(links);
        parent = ValidTraceState.In(parent);
        if (!_isEnabled)
            return new NonRecordingSpan(name, kind, parent);

        var twin = default(StartedTwin);
        var id = default(SpanId);
        var traceId = parent.IsValid ? parent.TraceId : TraceId.CreateRandom();
        var isSampled = parent.IsValid ? parent.IsSampled : _sampling.Keeps(traceId);
        if ((isSampled || parent.IsValid)
            && _source.HasListeners()
            && ActivityTwin.TryStart(
                _source, name, kind, parent.ToActivityContext(), trace: null, makeCurrent: false, attributes, valid, out twin))
        {
            isSampled = twin.Activity is { Recorded: true };
            if (twin.Activity is { } activity)
            {
                id = activity.SpanId.ToSpanId();
                traceId = activity.TraceId.ToTraceId();
            }
        }

        var trace = new Trace
        {
            Tracer = this,
            Id = traceId,
            State = twin.Activity?.TraceStateString ?? parent.TraceState,
            Carrier = _switchable?.InUse,
        };
        var traits = Traits(isSampled, twin.Activity) | SpanTraits.First | (parent.IsRemote ? SpanTraits.RemoteParent : SpanTraits.None);
        var span = new RecordingSpan(
            trace,
            id.IsValid ? id : SpanId.CreateRandom(),
            parent.SpanId,
            name,
            kind,
            traits,
            twin,
            attributes);
        span.AddFirstLinks(valid);
        NotifyStart(span);
        return span;
    }

    SpanTraits Traits(bool isSampled, Activity? activity)
    {
        var traits = isSampled ? SpanTraits.Sampled : SpanTraits.None;
        var isRecording = (isSampled && HasProcessors) || activity is { IsAllDataRequested: true };
        return isRecording ? traits | SpanTraits.Recording : traits;
    }

    static List<SpanLink>? Valid(IReadOnlyList<SpanLink>? links)
    {
        if (links is null or [])
            return null;

        var valid = new List<SpanLink>(links.Count);
        foreach (var link in links)
        {
            ArgumentNullException.ThrowIfNull(link, nameof(links));
            if (link.Context.IsValid)
                valid.Add(SpanAttributeList.LinkTo(link.Context, [.. link.Attributes]));
        }

        return valid;
    }

    void ReportLateChild(RecordingSpan parent, string name) => TracingMisuse.Report(
        new Misuse(MisuseKind.ChildOfEndedSpan, this) { SpanName = name, EndedSpanName = parent.Name });

    void AttachUntilItEnds(RecordingSpan span)
    {
        try
        {
            // No scope is needed: from its end on a span is skipped, and the next attachment drops what has ended.
            _inner.AttachUntilEnd(span);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_inner, nameof(IContextCarrier.AttachUntilEnd), exception);
        }
    }
}
