namespace Stackbilt.Observability;

/// <summary>A span that nobody records: what is set on it goes nowhere.</summary>
abstract class UnrecordedSpan : TracerSpan
{
    protected UnrecordedSpan(Trace trace, SpanKind kind, SpanStartFlags startFlags)
        : base(trace, kind, startFlags)
    {
    }

    /// <summary>A span that other code ends.</summary>
    protected UnrecordedSpan(Trace trace, SpanKind kind, TracerSpan standsFor)
        : base(trace, kind, standsFor)
    {
    }

    public sealed override bool IsRecording => false;

    public sealed override Span SetAttributes(params ReadOnlySpan<SpanAttribute> attributes) => this;

    public sealed override Span AddEvent(string name, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return this;
    }

    public sealed override Span RecordException(Exception exception, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return this;
    }

    public sealed override Span SetStatus(SpanStatus status, string? description = null) => this;

    public sealed override Span AddLink(SpanContext context, params ReadOnlySpan<SpanAttribute> attributes) => this;

    public override Span UpdateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return this;
    }

    protected sealed override void OnEnd()
    {
    }
}
