using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// A child that nobody records. It is no span of its own: its ids are those of the nearest span around it that exists, and
/// so its children, if somebody records them, hang there.
/// </summary>
sealed class PassingSpan : UnrecordedSpan
{
    /// <summary>Shared by all children of the nearest span: active where that one is, and over when it ends.</summary>
    public PassingSpan(TracerSpan nearest)
        : base(nearest.Trace, nearest.Kind, nearest) => Nearest = nearest;

    /// <summary>To be made active where the nearest span is not, until its own end.</summary>
    public PassingSpan(TracerSpan nearest, SpanKind kind)
        : base(nearest.Trace, kind, SpanStartFlags.None)
    {
        Nearest = nearest;
        HasOwnEnd = true;
    }

    public TracerSpan Nearest { get; }

    public override TraceId TraceId => Nearest.TraceId;

    public override SpanId SpanId => Nearest.SpanId;

    /// <summary>It is a child of the nearest span, though it has the same id.</summary>
    public override SpanId ParentSpanId => Nearest.SpanId;

    public override string Name => Nearest.Name;

    public override SpanContext Context => Nearest.Context;

    public override bool HasEnded => HasOwnEnd ? base.HasEnded : Nearest.HasEnded;

    internal override ActivityContext NearestHeard => Nearest.NearestHeard;

    bool HasOwnEnd { get; }
}
