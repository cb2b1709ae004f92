namespace Stackbilt.Observability.Conformance;

/// <summary>A span that no tracer has made: a carrier must not care who made what it carries.</summary>
sealed class BareSpan(string name, SpanContext context) : Span
{
    public override TraceId TraceId => context.TraceId;

    public override SpanId SpanId => context.SpanId;

    public override SpanId ParentSpanId => default;

    public override string Name => name;

    public override SpanKind Kind => SpanKind.Internal;

    public override bool IsRecording => false;

    public override SpanContext Context => context;

    public override Span SetAttributes(params ReadOnlySpan<SpanAttribute> attributes) => this;

    public override Span AddEvent(string name, params ReadOnlySpan<SpanAttribute> attributes) => this;

    public override Span RecordException(Exception exception, params ReadOnlySpan<SpanAttribute> attributes) => this;

    public override Span SetStatus(SpanStatus status, string? description = null) => this;

    public override Span AddLink(SpanContext context, params ReadOnlySpan<SpanAttribute> attributes) => this;

    public override Span UpdateName(string name) => this;

    protected override Span StartChildCore(
        InstrumentationScope? scope,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes) =>
        new BareSpan(name, context with { SpanId = SpanId.CreateRandom() });

    protected override void OnEnd()
    {
    }
}
