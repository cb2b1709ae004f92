using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// A child that nobody records. It is no span of its own: its ids are those of the nearest span around it that exists, and
/// so its children, if they are recorded, hang there.
/// </summary>
sealed class PassingSpan : UnrecordedSpan
{
    readonly TracerSpan? _owner;
    readonly Use _use;
    PassingSpan? _whereActive;
    PassingSpan? _changedFrom;
    bool _wasChanged;

    PassingSpan(TracerSpan nearest, TracerSpan owner, Trace trace, Use use)
        : base(trace, nearest.Kind, owner)
    {
        Nearest = nearest;
        _owner = owner;
        _use = use;
    }

    PassingSpan(TracerSpan nearest, Trace trace, SpanKind kind)
        : base(trace, kind, SpanStartFlags.None)
    {
        Nearest = nearest;
        _use = Use.Own;
    }

    enum Use : byte
    {
        Shared,
        SharedWhereActive,
        Own,
    }

    public TracerSpan Nearest { get; }

    public override TraceId TraceId => Nearest.TraceId;

    public override SpanId SpanId => Nearest.SpanId;

    /// <summary>It is a child of the nearest span, though it has the same id.</summary>
    public override SpanId ParentSpanId => Nearest.SpanId;

    public override string Name => Nearest.Name;

    public override SpanContext Context => Nearest.Context;

    public override Baggage Baggage => Trace.Baggage ?? (Nearest is ActivitySpan ? Nearest.Baggage : Baggage.Empty);

    public override bool HasEnded => _owner?.HasEnded ?? base.HasEnded;

    internal override ActivityContext NearestHeard => Nearest.NearestHeard;

    /// <summary>
    /// The span that its children share an object with, of which they have all but their own kind: the nearest one, or this one where
    /// it has another baggage.
    /// </summary>
    public TracerSpan Owner => _owner ?? (ReferenceEquals(Trace, Nearest.Trace) ? Nearest : this);

    /// <summary>Shared by all children of a span: active where that one is, and over when it ends.</summary>
    /// <param name="nearest">The nearest span.</param>
    /// <param name="owner">The span whose children they are.</param>
    /// <param name="trace">Its trace, with its baggage.</param>
    /// <param name="isActive">Whether it was started to be active.</param>
    public static PassingSpan Shared(TracerSpan nearest, TracerSpan owner, Trace trace, bool isActive)
    {
        var first = trace.Passing;
        if (!ReferenceEquals(first?._owner, owner))
            trace.Passing = first = new PassingSpan(nearest, owner, trace, Use.Shared);

        return isActive ? first!._whereActive ??= new PassingSpan(nearest, owner, trace, Use.SharedWhereActive) : first!;
    }

    /// <summary>With an end of its own: to be made active where the nearest span is not, or with a baggage of its own.</summary>
    public static PassingSpan Own(TracerSpan nearest, Trace trace, SpanKind kind) => new(nearest, trace, kind);

    /// <summary>What is made active is found by others, who may change its baggage: so it is shared by nobody, and ends with the work.</summary>
    public static Span? ToRun(Span? span) =>
        span is PassingSpan { _use: not Use.Own } shared ? Own(shared.Nearest, shared.Trace, shared.Kind) : span;

    /// <summary>Code that has not kept the answer of a change ends this one in its place.</summary>
    protected override void OnEndElsewhere()
    {
        if (_wasChanged && Trace.Tracer.Current is PassingSpan active && ReferenceEquals(active._changedFrom, this))
            active.End();
    }

    /// <summary>What is shared stays as it is for the others.</summary>
    protected override Span ChangeBaggage(BaggageEntry entry, Baggage? whole)
    {
        if (_use == Use.Own)
            return base.ChangeBaggage(entry, whole);

        if (HasEnded)
            return this;

        var own = Own(Nearest, Trace.With(Changed(entry, whole)), Kind);
        // Not in a flow where something else is active by now, or nothing.
        if (_use == Use.SharedWhereActive && _owner!.Equals(Trace.Tracer.Current))
        {
            own._changedFrom = this;
            _wasChanged = true;
            Trace.Tracer.AttachUntilItEnds(own);
        }

        return own;
    }
}
