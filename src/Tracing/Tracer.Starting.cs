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
        StartDetails? details,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        if (parent.HasEnded)
            ReportLateChild(parent, name);

        // A carrier that stays behind at an await would leave the child to whatever runs on this thread next (LIFE-34).
        makeActive &= _flowsAcrossAwait;
        var direct = parent;
        if (parent is PassingSpan passing)
            parent = passing.Nearest;

        if (!_isEnabled)
            return new UnsampledSpan(direct.Trace, parent.Context, default, name, kind, SpanStartFlags.None);

        if (_clock is not null)
            details = StartDetails.At(details, _clock.UtcNow());

        var source = scope is null ? _source : SourceOf(scope);
        if (source.HasListeners())
        {
            // A listener that wants the child is asked once more, so that it gets it below the parent.
            if (parent.IsSampledOut && ActivityLife.AllDecline(source, parent.NearestHeard, name, kind, details, attributes))
                return Pass(direct, kind, makeActive);

            if (TryStartActivity(parent, direct.Trace, source, name, kind, makeActive, details, attributes, out var heard))
            {
                if (heard is not null)
                    return heard;

                _dropWarning.Consider(parent.ActivityAround, name);
                return Pass(direct, kind, makeActive);
            }
        }

        return parent switch
        {
            RecordingSpan recorded => Record(
                (RecordedTrace)direct.Trace,
                recorded.SpanId,
                scope,
                name,
                kind,
                recorded.StartFlags & (SpanStartFlags.Sampled | SpanStartFlags.Recording | SpanStartFlags.Random),
                makeActive,
                details,
                attributes),
            ActivitySpan { IsSampledOut: false } known when Processors.Any => Record(
                (RecordedTrace)new RecordedTrace(this, known.Trace.Carrier)
                {
                    Id = known.TraceId,
                    State = known.Context.TraceState,
                    Around = known.Activity,
                }.With(BaggageIn(direct)),
                known.SpanId,
                scope,
                name,
                kind,
                StartFlagsOf((TraceFlags)known.Activity.ActivityTraceFlags),
                makeActive,
                details,
                attributes),
            _ => Pass(direct, kind, makeActive),
        };
    }

    Span StartFirst(
        string name,
        SpanKind kind,
        SpanContext parent,
        Activity? below,
        StartDetails? details,
        ReadOnlySpan<SpanAttribute> attributes,
        bool makeActive = false,
        Baggage? baggage = null)
    {
        makeActive &= _flowsAcrossAwait;
        if (_clock is not null)
            details = StartDetails.At(details, _clock.UtcNow());

        parent = ValidTraceState.In(parent);
        var trace = new Trace(this, TracerCarrier.OfNewTraces(_inner));
        if (!_isEnabled)
            return new UnsampledSpan(trace.With(baggage ?? BaggageIn(below)), parent, default, name, kind, SpanStartFlags.None);

        var remote = parent.IsRemote ? SpanStartFlags.RemoteParent : SpanStartFlags.None;
        if (_source.HasListeners())
        {
            var start = new ActivityStart(_source, name, kind, attributes)
            {
                Parent = below is null ? parent.ToActivityContext() : default,
                TraceId = parent.IsValid ? default : parent.TraceId,
                TraceFlags = parent.Flags,
                Details = details,
                Baggage = baggage,
            };
            var before = ActivityLife.Running(Carrier);
            if (ActivityLife.TryStart(in start, below, before, makeActive, Carrier, out var started))
            {
                if (started is null)
                {
                    _dropWarning.Consider(below, name);
                    return Unsampled(trace.With(baggage ?? BaggageIn(below)), parent, name, kind, makeActive);
                }

                return Heard(new ActivitySpan(trace, started, SpanStartFlags.First | remote), makeActive, before);
            }
        }

        var within = Within(parent);
        if (!(parent.IsValid ? parent.IsSampled : _sampling.Keeps(within.TraceId)))
            return Unsampled(trace.With(baggage ?? BaggageIn(below)), within, name, kind, makeActive);

        var recorded = new RecordedTrace(this, trace.Carrier)
        {
            Id = within.TraceId,
            State = parent.IsValid ? parent.TraceState : _sampling.State,
            RemoteParent = parent,
        };
        return Record(
            (RecordedTrace)recorded.With(baggage ?? BaggageIn(below)),
            parent.SpanId,
            scope: null,
            name,
            kind,
            StartFlagsOf(within.Flags | TraceFlags.Sampled) | SpanStartFlags.First | remote,
            makeActive,
            details,
            attributes);
    }

    /// <summary>Apart, so that a child that nobody hears does not pay for what this needs on the stack.</summary>
    /// <returns>False where a listener threw before there was an activity.</returns>
    bool TryStartActivity(
        TracerSpan parent,
        Trace trace,
        ActivitySource source,
        string name,
        SpanKind kind,
        bool makeActive,
        StartDetails? details,
        ReadOnlySpan<SpanAttribute> attributes,
        out ActivitySpan? heard)
    {
        var around = parent.ActivityAround;
        var before = Activity.Current;
        bool isAnswered;
        Activity? started;
        if (makeActive && around is { IsStopped: false } && ReferenceEquals(before, around) && details is null && trace.Baggage is null)
            isAnswered = ActivityLife.TryStartBelow(source, around, name, kind, attributes, out started);
        else
            isAnswered = TryStartElsewhere(parent, trace.Baggage, source, name, kind, makeActive, details, attributes, ref before, out started);

        // From here on the activity has the baggage.
        heard = started is null
            ? null
            : Heard(new ActivitySpan(trace.With(baggage: null), started, SpanStartFlags.None, parent), makeActive, before);
        return isAnswered;
    }

    bool TryStartElsewhere(
        TracerSpan parent,
        Baggage? baggage,
        ActivitySource source,
        string name,
        SpanKind kind,
        bool makeActive,
        StartDetails? details,
        ReadOnlySpan<SpanAttribute> attributes,
        ref Activity? before,
        out Activity? started)
    {
        var below = parent.ActivityAround is { IsStopped: false } around ? around : null;
        var start = new ActivityStart(source, name, kind, attributes)
        {
            Parent = below is null ? parent.NearestHeard : default,
            Details = details,
            Baggage = baggage ?? (below is null ? BaggageIn(parent) : null),
        };
        before = ActivityLife.Running(Carrier);
        return ActivityLife.TryStart(in start, below, before, makeActive, Carrier, out started);
    }

    RecordingSpan Record(
        RecordedTrace trace,
        SpanId parentId,
        InstrumentationScope? scope,
        string name,
        SpanKind kind,
        SpanStartFlags startFlags,
        bool makeActive,
        StartDetails? details,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        var span = new RecordingSpan(trace, SpanId.CreateRandom(), parentId, scope, name, kind, startFlags, details, attributes);
        Processors.OnStart(span);
        if (makeActive)
            AttachUntilItEnds(span);

        return span;
    }

    ActivitySpan Heard(ActivitySpan span, bool makeActive, Activity? before)
    {
        Processors.OnStart(span);
        if (makeActive)
            AttachHeard(span, before);

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
    PassingSpan Pass(TracerSpan parent, SpanKind kind, bool makeActive)
    {
        var (nearest, owner) = parent is PassingSpan passing ? (passing.Nearest, passing.Owner) : (parent, parent);
        var shared = PassingSpan.Shared(nearest, owner, parent.Trace, makeActive);
        if (!makeActive || owner.HasEnded || (Current is var active && (owner.Equals(active) || ReferenceEquals(active, shared))))
            return shared;

        var own = PassingSpan.Own(nearest, parent.Trace, kind);
        AttachUntilItEnds(own);
        return own;
    }

    /// <summary>Null where there is none.</summary>
    static Baggage? BaggageIn(TracerSpan span) => AnyOf(span.Baggage);

    /// <inheritdoc cref="BaggageIn(TracerSpan)"/>
    static Baggage? BaggageIn(Activity? activity) =>
        activity is null ? null : AnyOf(ActivityBaggage.Of(activity));

    static Baggage? AnyOf(Baggage? baggage) => baggage is { Count: > 0 } ? baggage : null;

    /// <summary>What goes on or begins below a parent: a new trace has an id of ours, which is random.</summary>
    static SpanContext Within(SpanContext parent) => parent.TraceId.IsValid
        ? parent
        : parent with { TraceId = TraceId.CreateRandom(), Flags = TraceFlags.Random };

    SpanStartFlags StartFlagsOf(TraceFlags flags) => flags.StartFlags() | (
        (flags & TraceFlags.Sampled) == 0 ? SpanStartFlags.None
        : Processors.Any ? SpanStartFlags.Sampled | SpanStartFlags.Recording
        : SpanStartFlags.Sampled);

    ActivitySource SourceOf(InstrumentationScope scope) => _scopes?.SourceOf(scope) ?? scope.Source;

    void ReportLateChild(Span parent, string name) => TracingMisuse.Report(
        new Misuse(MisuseKind.ChildOfEndedSpan, this) { SpanName = name, EndedSpanName = parent.Name });

    internal void AttachUntilItEnds(Span span)
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
