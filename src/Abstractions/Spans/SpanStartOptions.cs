namespace Stackbilt.Observability;

/// <summary>
/// What few spans are started with: links, which a sampler sees only if they are there from the start, and a time that lies in the
/// past (OpenTelemetry specification, Trace API, "Span creation").
/// </summary>
/// <remarks>A value; making it copies nothing. Unchanging, as long as the lists in it are. Safe from any thread.</remarks>
public readonly record struct SpanStartOptions
{
    /// <summary>Says how a span is started.</summary>
    /// <param name="kind">The span's role.</param>
    /// <param name="links">The spans it has to do with: the messages of a batch, for instance. Null for none; one that is not valid is left out.</param>
    /// <param name="startTime">When the work began; null for now. A time is taken as it is, in the future too.</param>
    /// <param name="attributes">Set from the start; null for none.</param>
    public SpanStartOptions(
        SpanKind kind = SpanKind.Internal,
        IReadOnlyList<SpanLink>? links = null,
        DateTimeOffset? startTime = null,
        IReadOnlyList<SpanAttribute>? attributes = null)
    {
        Kind = kind;
        Links = links;
        StartTime = startTime;
        Attributes = attributes;
    }

    /// <summary>The span's role; <see cref="SpanKind.Internal"/> in <c>default</c>.</summary>
    public SpanKind Kind { get; }

    /// <summary>The spans it has to do with; null for none.</summary>
    public IReadOnlyList<SpanLink>? Links { get; }

    /// <summary>When the work began; null for now.</summary>
    public DateTimeOffset? StartTime { get; }

    /// <summary>Set from the start; null for none.</summary>
    public IReadOnlyList<SpanAttribute>? Attributes { get; }
}
