using System.Text.Json;
using Stackbilt.Observability;

namespace OracleService;

/// <summary>Spans as JSON: one array, one object per span.</summary>
static class SpanJson
{
    static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task WriteAsync(FileInfo file, IEnumerable<SpanData> spans, CancellationToken cancellation)
    {
        await using var stream = file.Create();
        await JsonSerializer.SerializeAsync(stream, spans.Select(ToObject), Indented, cancellation);
    }

    static object ToObject(SpanData span) => new
    {
        traceId = span.Context.TraceId.ToString(),
        spanId = span.Context.SpanId.ToString(),
        parentSpanId = span.ParentSpanId.IsValid ? span.ParentSpanId.ToString() : null,
        name = span.Name,
        kind = span.Kind.ToString(),
        status = span.Status.ToString(),
        startUnixNano = span.StartUnixNanoseconds,
        endUnixNano = span.EndUnixNanoseconds,
        attributes = span.Attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value),
    };
}
