namespace Stackbilt.Observability;

/// <summary>Something that happened at one moment of a span, an exception for one.</summary>
/// <remarks>Unchanging; safe from any thread.</remarks>
/// <param name="Name">What happened; <c>exception</c> for a recorded exception.</param>
/// <param name="UnixNanoseconds">When: nanoseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Attributes">More about it; empty, never null.</param>
public sealed record SpanEvent(string Name, long UnixNanoseconds, IReadOnlyList<SpanAttribute> Attributes);
