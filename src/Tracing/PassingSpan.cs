using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// A child that nobody records. It is no span of its own: its ids are those of the nearest span around it that exists, and
/// so its children, if somebody records them, hang there.
/// </summary>
sealed class PassingSpan : TracerSpan
{
    /// <summary>Shared by all children of the nearest span: active where that one is, and over when it ends.</summary>
    public PassingSpan(TracerSpan nearest)
        : base(nearest.Trace, nearest.Kind, nearest) => Nearest = nearest;

    /// <summary>To be made active where the nearest span is not, until its own end.</summary>
    public PassingSpan(TracerSpan nearest, SpanKind kind)
        : base(nearest.Trace, kind, SpanTraits.None)
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

    public override bool IsRecording => false;

    public override SpanContext Context => Nearest.Context;

    public override bool HasEnded => HasOwnEnd ? base.HasEnded : Nearest.HasEnded;

    internal override ActivityContext NearestHeard => Nearest.NearestHeard;

    bool HasOwnEnd { get; }

    public override Span SetAttributes(params ReadOnlySpan<SpanAttribute> attributes) => this;

    public override Span AddEvent(string name, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return this;
    }

    public override Span RecordException(Exception exception, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return this;
    }

    public override Span SetStatus(SpanStatus status, string? description = null) => this;

    public override Span AddLink(SpanContext context, params ReadOnlySpan<SpanAttribute> attributes) => this;

    public override Span UpdateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return this;
    }

    protected override void OnEnd()
    {
    }
}
