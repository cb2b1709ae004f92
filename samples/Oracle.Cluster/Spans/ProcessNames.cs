using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>In which process a span was: shown where it is not its parent's.</summary>
static class ProcessNames
{
    public static string? Of(SpanData span) =>
        span.Attributes.FirstOrDefault(static attribute => attribute.Key == SpanLine.Process).TryGetString(out var process) ? process : null;

    /// <summary>The same spans, with names for the eye.</summary>
    public static IEnumerable<SpanData> Shown(IReadOnlyList<SpanData> spans)
    {
        var places = spans.ToDictionary(span => span.Context.SpanId, Of);
        foreach (var span in spans)
        {
            var process = Of(span);
            yield return new SpanData
            {
                Context = span.Context,
                ParentSpanId = span.ParentSpanId,
                Name = places.GetValueOrDefault(span.ParentSpanId) == process ? span.Name : $"{span.Name} @{process}",
                Kind = span.Kind,
                Status = span.Status,
                StartUnixNanoseconds = span.StartUnixNanoseconds,
                EndUnixNanoseconds = span.EndUnixNanoseconds,
                Attributes = span.Attributes,
            };
        }
    }
}
