namespace Stackbilt.Observability;

/// <summary>
/// What of a span can leave the process: its ids, the flags of its trace, and the vendors' trace state
/// (OpenTelemetry specification, Trace API, "SpanContext").
/// </summary>
/// <remarks>
/// A value; safe from any thread. <c>default</c> is invalid and, as a parent, means "no parent". <c>System.Text.Json</c> writes it as the two
/// W3C headers, <c>{"traceparent":"...","tracestate":"..."}</c>, and reads it back as remote; on netstandard2.0, which has no such
/// serializer, do that yourself.
/// </remarks>
/// <param name="TraceId">The trace that the span belongs to.</param>
/// <param name="SpanId">The span itself.</param>
/// <param name="IsSampled">Whether the trace is recorded: the <c>sampled</c> flag of W3C Trace Context.</param>
/// <param name="TraceState">The <c>tracestate</c> header as it came, or null where there is none.</param>
/// <param name="IsRemote">Whether it came from another process, in a header.</param>
#if !NETSTANDARD2_0
[System.Text.Json.Serialization.JsonConverter(typeof(SpanContextJsonConverter))]
#endif
public readonly record struct SpanContext(
    TraceId TraceId,
    SpanId SpanId,
    bool IsSampled = true,
    string? TraceState = null,
    bool IsRemote = false)
{
    /// <summary>Whether the trace is recorded: the <c>sampled</c> flag of W3C Trace Context. Setting it leaves the other flags alone.</summary>
    public bool IsSampled
    {
        get => (Flags & TraceFlags.Sampled) != 0;
        init => Flags = value ? Flags | TraceFlags.Sampled : Flags & ~TraceFlags.Sampled;
    }

    /// <summary>
    /// All flags of the trace: as they came in, where it came from a header. Only those that have a name are sent on.
    /// </summary>
    public TraceFlags Flags { get; init; } = IsSampled ? TraceFlags.Sampled : TraceFlags.None;

    /// <summary>True where both ids are valid.</summary>
    public bool IsValid => TraceId.IsValid && SpanId.IsValid;
}
