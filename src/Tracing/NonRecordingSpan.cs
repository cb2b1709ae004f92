namespace Stackbilt.Observability;

/// <summary>
/// What a tracer that is off hands out (OpenTelemetry specification, Trace API, "Behavior of the API in the absence of an
/// installed SDK"): it records nothing, and has the ids of a parent that came in, so that headers go on unchanged.
/// </summary>
sealed class NonRecordingSpan(string name, SpanKind kind, SpanContext parent) : Span
{
    public override TraceId TraceId => parent.TraceId;

    public override SpanId SpanId => parent.SpanId;

    public override SpanId ParentSpanId => default;

    public override string Name => name;

    public override SpanKind Kind => kind;

    public override bool IsRecording => false;

    public override SpanContext Context => parent;

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

    protected override Span StartChildCore(
        string name, SpanKind kind, bool makeActive, ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new NonRecordingSpan(name, kind, parent);
    }

    protected override void OnEnd()
    {
    }
}
