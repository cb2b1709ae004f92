using System.Diagnostics;

namespace Stackbilt.Observability;

public sealed partial class Tracer
{
    internal Span StartChild(
        TracerSpan parent,
        InstrumentationScope? scope,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        if (parent.HasEnded)
            ReportLateChild(parent, name);

        // A carrier that stays behind at an await would leave the child to whatever runs on this thread next (LIFE-34).
        makeActive &= _flowsAcrossAwait;
        if (parent is PassingSpan passing)
            parent = passing.Nearest;

        if (!_isEnabled)
            return new UnsampledSpan(parent.Trace, parent.Context, default, name, kind);

        var source = scope is null ? _source : SourceOf(scope);
        if (source.HasListeners())
        {
            if (parent.IsSampledOut && AllDecline(parent, source, name, kind, attributes))
                return Pass(parent, kind, makeActive);

            if (TryStartActivity(parent, source, name, kind, makeActive, attributes, out var heard))
            {
                if (heard is not null)
                    return heard;

                TellOfDrop(parent.ActivityAround, name);
                return Pass(parent, kind, makeActive);
            }
        }

        return parent switch
        {
            RecordingSpan recorded => Record(recorded.OwnTrace, recorded.SpanId, scope, name, kind, recorded.StartFlags, makeActive, attributes),
            ActivitySpan { IsSampledOut: false } known when HasProcessors => Record(
                new RecordedTrace(this, known.Trace.Carrier)
                {
                    Id = known.TraceId,
                    State = known.Context.TraceState,
                    Around = known.Activity,
                },
                known.SpanId,
                scope,
                name,
                kind,
                StartFlagsOf((TraceFlags)known.Activity.ActivityTraceFlags),
                makeActive,
                attributes),
            _ => Pass(parent, kind, makeActive),
        };
    }

    Span StartFirst(
        string name,
        SpanKind kind,
        SpanContext parent,
        Activity? below,
        IReadOnlyList<SpanLink>? links,
        ReadOnlySpan<SpanAttribute> attributes,
        bool makeActive = false)
    {
        makeActive &= _flowsAcrossAwait;
        var valid = Valid(links);
        parent = ValidTraceState.In(parent);
        var trace = new Trace(this, TracerCarrier.OfNewTraces(_inner));
        if (!_isEnabled)
            return new UnsampledSpan(trace, parent, default, name, kind);

        var remote = parent.IsRemote ? SpanStartFlags.RemoteParent : SpanStartFlags.None;
        if (_source.HasListeners())
        {
            var start = new ActivityStart(_source, name, kind, attributes)
            {
                Parent = below is null ? parent.ToActivityContext() : default,
                TraceId = parent.IsValid ? default : parent.TraceId,
                TraceFlags = parent.Flags,
                Links = valid,
            };
            var before = CurrentActivity.Running(Carrier);
            if (CurrentActivity.TryStart(in start, below, before, makeActive, Carrier, out var started))
            {
                if (started is null)
                {
                    TellOfDrop(below, name);
                    return Unsampled(trace, parent, name, kind, makeActive);
                }

                var heard = Heard(trace, started, SpanStartFlags.First | remote);
                if (makeActive)
                    AttachHeard(heard, before);

                return heard;
            }
        }

        var within = Within(parent);
        if (!(parent.IsValid ? parent.IsSampled : _sampling.Keeps(within.TraceId)))
            return Unsampled(trace, within, name, kind, makeActive);

        var span = new RecordingSpan(
            new RecordedTrace(this, trace.Carrier) { Id = within.TraceId, State = parent.TraceState, RemoteParent = parent },
            SpanId.CreateRandom(),
            parent.SpanId,
            scope: null,
            name,
            kind,
            StartFlagsOf(within.Flags | TraceFlags.Sampled) | SpanStartFlags.First | remote,
            attributes);
        span.AddFirstLinks(valid);
        NotifyStart(span);
        if (makeActive)
            AttachUntilItEnds(span);

        return span;
    }

    /// <summary>
    /// Asks with the ids of the parent alone, which needs nothing that is current. A listener that wants the child is asked once
    /// more, so that it gets it below the parent.
    /// </summary>
    static bool AllDecline(
        TracerSpan parent, ActivitySource source, string name, SpanKind kind, ReadOnlySpan<SpanAttribute> attributes)
    {
        var start = new ActivityStart(source, name, kind, attributes) { Parent = parent.NearestHeard };
        return !CurrentActivity.TryCreate(in start, out var wanted) || wanted is null;
    }

    /// <summary>Apart, so that a child that nobody hears does not pay for what this needs on the stack.</summary>
    /// <returns>False where a listener threw before there was an activity.</returns>
    bool TryStartActivity(
        TracerSpan parent,
        ActivitySource source,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes,
        out ActivitySpan? heard)
    {
        var around = parent.ActivityAround;
        var before = Activity.Current;
        bool isAnswered;
        Activity? started;
        if (makeActive && around is { IsStopped: false } && ReferenceEquals(before, around))
            isAnswered = CurrentActivity.TryStartBelow(source, around, name, kind, attributes, out started);
        else
            isAnswered = TryStartElsewhere(parent, source, name, kind, makeActive, attributes, ref before, out started);

        heard = started is null ? null : new ActivitySpan(parent.Trace, started, SpanStartFlags.None, parent);
        if (heard is null)
            return isAnswered;

        NotifyStart(heard);
        if (makeActive)
            AttachHeard(heard, before);

        return true;
    }

    bool TryStartElsewhere(
        TracerSpan parent,
        ActivitySource source,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes,
        ref Activity? before,
        out Activity? started)
    {
        var below = parent.ActivityAround is { IsStopped: false } around ? around : null;
        var start = new ActivityStart(source, name, kind, attributes)
        {
            Parent = below is null ? parent.NearestHeard : default,
        };
        before = CurrentActivity.Running(Carrier);
        return CurrentActivity.TryStart(in start, below, before, makeActive, Carrier, out started);
    }

    RecordingSpan Record(
        RecordedTrace trace,
        SpanId parentId,
        InstrumentationScope? scope,
        string name,
        SpanKind kind,
        SpanStartFlags startFlags,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        var span = new RecordingSpan(
            trace,
            SpanId.CreateRandom(),
            parentId,
            scope,
            name,
            kind,
            startFlags & (SpanStartFlags.Sampled | SpanStartFlags.Recording | SpanStartFlags.Random),
            attributes);
        NotifyStart(span);
        if (makeActive)
            AttachUntilItEnds(span);

        return span;
    }

    ActivitySpan Heard(Trace trace, Activity activity, SpanStartFlags startFlags)
    {
        var span = new ActivitySpan(trace, activity, startFlags);
        NotifyStart(span);
        return span;
    }

    UnsampledSpan Unsampled(Trace trace, SpanContext parent, string name, SpanKind kind, bool makeActive)
    {
        var context = Within(parent) with { SpanId = SpanId.CreateRandom(), IsSampled = false, IsRemote = false };
        var span = new UnsampledSpan(trace, context, parent.SpanId, name, kind);
        if (makeActive)
            AttachUntilItEnds(span);

        return span;
    }

    /// <summary>What nobody records needs no object of its own, unless it is made active where its nearest span is not.</summary>
    PassingSpan Pass(TracerSpan nearest, SpanKind kind, bool makeActive)
    {
        var shared = nearest.Trace.Passing;
        if (!ReferenceEquals(shared?.Nearest, nearest))
            nearest.Trace.Passing = shared = new PassingSpan(nearest);

        if (!makeActive || nearest.HasEnded || (Current is var active && (nearest.Equals(active) || ReferenceEquals(active, shared))))
            return shared!;

        var own = new PassingSpan(nearest, kind);
        AttachUntilItEnds(own);
        return own;
    }

    /// <summary>What goes on or begins below a parent: a new trace has an id of ours, which is random.</summary>
    static SpanContext Within(SpanContext parent) => parent.TraceId.IsValid
        ? parent
        : parent with { TraceId = TraceId.CreateRandom(), Flags = TraceFlags.Random };

    SpanStartFlags StartFlagsOf(TraceFlags flags) => flags.StartFlags() | (
        (flags & TraceFlags.Sampled) == 0 ? SpanStartFlags.None
        : HasProcessors ? SpanStartFlags.Sampled | SpanStartFlags.Recording
        : SpanStartFlags.Sampled);

    ActivitySource SourceOf(InstrumentationScope scope) => _scopes?.SourceOf(scope) ?? scope.Source;

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

    void ReportLateChild(Span parent, string name) => TracingMisuse.Report(
        new Misuse(MisuseKind.ChildOfEndedSpan, this) { SpanName = name, EndedSpanName = parent.Name });

    void AttachUntilItEnds(Span span)
    {
        try
        {
            // No scope is needed: from its end on a span is skipped, and the next attachment drops what has ended.
            _attachingCarrier.AttachUntilEnd(span);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_inner, nameof(IContextCarrier.AttachUntilEnd), exception);
        }
    }
}
