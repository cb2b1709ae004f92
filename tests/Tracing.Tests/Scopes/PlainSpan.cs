namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>The least that a carrier can carry: nothing is recorded, and nobody remembers it.</summary>
sealed class PlainSpan(string name = "plain") : Span
{
    public override TraceId TraceId => Context.TraceId;

    public override SpanId SpanId => Context.SpanId;

    public override SpanId ParentSpanId => default;

    public override string Name => name;

    public override SpanKind Kind => SpanKind.Internal;

    public override bool IsRecording => false;

    public override SpanContext Context => default;

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
        ReadOnlySpan<SpanAttribute> attributes) => new PlainSpan(name);

    protected override void OnEnd()
    {
    }
}
