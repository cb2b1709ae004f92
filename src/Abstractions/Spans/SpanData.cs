namespace Stackbilt.Observability;

/// <summary>
/// What a finished span leaves behind: everything that was recorded on it, and nothing that reaches back into the
/// program (no tracer, no carrier, no exception object).
/// </summary>
/// <remarks>
/// Handed to <see cref="ISpanProcessor.OnEnd"/>. Nobody changes it after that: keep it and read it from any thread.
/// </remarks>
public sealed class SpanData
{
    /// <summary>The span itself: ids, sampling and trace state.</summary>
    public required SpanContext Context { get; init; }

    /// <summary>The parent's id; <c>default</c> for a root.</summary>
    public SpanId ParentSpanId { get; init; }

    /// <summary>Whether the parent is in another process.</summary>
    public bool HasRemoteParent { get; init; }

    /// <summary>The name at the end.</summary>
    public required string Name { get; init; }

    /// <summary>The span's role in its trace.</summary>
    public SpanKind Kind { get; init; }

    /// <summary>How the work came out.</summary>
    public SpanStatus Status { get; init; }

    /// <summary>What was said about an error; null where nothing was.</summary>
    public string? StatusDescription { get; init; }

    /// <summary>The start: nanoseconds since 1970-01-01T00:00:00Z.</summary>
    public required long StartUnixNanoseconds { get; init; }

    /// <summary>The end: nanoseconds since 1970-01-01T00:00:00Z; never before the start.</summary>
    public required long EndUnixNanoseconds { get; init; }

    /// <summary>The attributes, one per key, in the order in which the keys were first set.</summary>
    public IReadOnlyList<SpanAttribute> Attributes { get; init; } = [];

    /// <summary>The events, in the order in which they were added.</summary>
    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    /// <summary>The links, in the order in which they were added.</summary>
    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    /// <summary>From start to end, to the 100 nanoseconds that a <see cref="TimeSpan"/> can hold.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks((EndUnixNanoseconds - StartUnixNanoseconds) / 100);
}
