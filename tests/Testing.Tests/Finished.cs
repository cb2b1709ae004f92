namespace Stackbilt.Observability.Tests;

/// <summary>Finished spans with ids and times of the test's choosing, in milliseconds.</summary>
static class Finished
{
    public static SpanData Span(
        ulong id,
        ulong parent,
        string name,
        long start,
        long end,
        SpanStatus status = SpanStatus.Unset,
        bool hasRemoteParent = false,
        ulong trace = 1,
        string? description = null,
        SpanKind kind = SpanKind.Internal,
        IReadOnlyList<SpanAttribute>? attributes = null,
        IReadOnlyList<SpanEvent>? events = null) => new()
        {
            Context = new SpanContext(new TraceId(1, trace), new SpanId(id)),
            ParentSpanId = new SpanId(parent),
            HasRemoteParent = hasRemoteParent,
            Name = name,
            Kind = kind,
            Status = status,
            StatusDescription = description,
            StartUnixNanoseconds = 1_700_000_000_000_000_000 + (start * 1_000_000),
            EndUnixNanoseconds = 1_700_000_000_000_000_000 + (end * 1_000_000),
            Attributes = attributes ?? [],
            Events = events ?? [],
        };

    /// <summary>A request with a failing branch, and siblings that overlap.</summary>
    public static SpanData[] Request() =>
    [
        Span(4, 2, "oracle.inference", 30, 80, kind: SpanKind.Client, attributes: [("oracle.provider", "b"), ("tokens", 12)]),
        Span(
            3, 2, "oracle.inference", 20, 60, SpanStatus.Error, description: "no answer", kind: SpanKind.Client,
            attributes: [("oracle.provider", "a")], events: [new("exception", 0, [])]),
        Span(5, 1, "scaffold.classify", 1, 9),
        Span(2, 1, "tarotscript.interpret", 10, 90),
        Span(1, 9, "POST /run", 0, 100, hasRemoteParent: true, kind: SpanKind.Server),
    ];
}
