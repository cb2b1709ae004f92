using System.Diagnostics;

namespace Stackbilt.Observability;

public sealed partial class Tracer
{
    internal bool HasProcessors => _processors.Length != 0;

    internal void Stop(Activity activity, long? endUnixNanoseconds, bool wasMadeCurrent) =>
        ActivityTwin.Stop(activity, endUnixNanoseconds, wasMadeCurrent, _inner);

    internal RecordingSpan StartChild(
        RecordingSpan parent,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        // A carrier that stays behind at an await would leave the child to whatever runs on this thread next (rule 13).
        makeActive &= _flowsAcrossAwait;
        Activity? activity = null;
        var id = default(SpanId);
        var isSampled = parent.IsSampled;
        if (_source.HasListeners()
            && ActivityTwin.TryStart(
                _source,
                name,
                kind,
                parent.ActivityContext,
                makeActive,
                attributes,
                links: null,
                out activity))
        {
            isSampled &= activity is { Recorded: true };
            id = activity?.SpanId.ToSpanId() ?? default;
        }

        if (!id.IsValid)
            id = SpanId.CreateRandom();

        var span = new RecordingSpan(
            parent.Trace,
            id,
            parent.SpanId,
            name,
            kind,
            Traits(isSampled, activity) | (makeActive ? SpanTraits.MadeCurrent : SpanTraits.None),
            activity,
            attributes);
        NotifyStart(span);
        if (makeActive)
            AttachUntilItEnds(span);

        return span;
    }

    RecordingSpan StartFirst(
        string name,
        SpanKind kind,
        SpanContext parent,
        IReadOnlyList<SpanLink>? links,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        Activity? activity = null;
        var valid = Valid(links);
        var isSampled = !parent.IsValid || parent.IsSampled;
        var id = default(SpanId);
        var traceId = parent.TraceId;
        if (_source.HasListeners()
            && ActivityTwin.TryStart(
                _source, name, kind, parent.ToActivityContext(), makeCurrent: false, attributes, valid, out activity))
        {
            isSampled = activity is { Recorded: true };
            if (activity is not null)
            {
                id = activity.SpanId.ToSpanId();
                traceId = activity.TraceId.ToTraceId();
            }
        }

        var trace = new Trace
        {
            Tracer = this,
            Id = traceId.IsValid ? traceId : TraceId.CreateRandom(),
            State = activity?.TraceStateString ?? parent.TraceState,
        };
        var traits = Traits(isSampled, activity) | (parent.IsRemote ? SpanTraits.RemoteParent : SpanTraits.None);
        var span = new RecordingSpan(
            trace,
            id.IsValid ? id : SpanId.CreateRandom(),
            parent.SpanId,
            name,
            kind,
            traits,
            activity,
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

    static List<SpanLink>? Valid(IReadOnlyList<SpanLink>? links) =>
        links is null or [] ? null
        : [.. links.Where(link => link.Context.IsValid)
            .Select(link => SpanAttributeList.LinkTo(link.Context, [.. link.Attributes]))];

    void AttachUntilItEnds(RecordingSpan span)
    {
        try
        {
            // No scope is kept: from its end on a span is skipped, and the next attachment drops what has ended.
            if (_inner is AmbientCarrier ambient)
                ambient.AttachUntilItEnds(span);
            else
                _ = _inner.Attach(span);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_inner, nameof(IContextCarrier.Attach), exception);
        }
    }
}
