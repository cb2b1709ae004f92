namespace Stackbilt.Observability.Tests.Headers;

/// <summary>A format of somebody's own: <c>{trace id}-{span id}-{sampled}</c> in one header.</summary>
sealed class OneHeader(string name) : HeaderPropagator
{
    public override IReadOnlyList<string> Fields { get; } = [name];

    public override SpanContext Extract<THeaders>(THeaders headers, Func<THeaders, string, string?> get) =>
        get(headers, name)?.Split('-') is [var trace, var span, var sampled]
        && TraceId.TryParse(trace, out var traceId)
        && SpanId.TryParse(span, out var spanId)
            ? new SpanContext(traceId, spanId, sampled == "1", IsRemote: true)
            : default;

    public override void Inject<THeaders>(SpanContext context, THeaders headers, Action<THeaders, string, string> set)
    {
        if (context.IsValid)
            set(headers, name, $"{context.TraceId}-{context.SpanId}-{(context.IsSampled ? 1 : 0)}");
    }
}
