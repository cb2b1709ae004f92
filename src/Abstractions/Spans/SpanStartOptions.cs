namespace Stackbilt.Observability;

/// <summary>
/// What few spans are started with: links, which a sampler sees only if they are there from the start, and a time that lies in the
/// past (OpenTelemetry specification, Trace API, "Span creation").
/// </summary>
/// <remarks>
/// Unchanging, safe from any thread. Making it copies the lists, so that two that were made apart are equal only where they have none; one that throws while it is read, since another thread changes
/// it for instance, is reported to <see cref="TracingFaults"/> and taken for none.
/// </remarks>
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
        Links = Copied(links);
        StartTime = startTime;
        Attributes = Copied(attributes);
    }

    /// <summary>The span's role; <see cref="SpanKind.Internal"/> in <c>default</c>.</summary>
    public SpanKind Kind { get; }

    /// <summary>The spans it has to do with; null for none.</summary>
    public IReadOnlyList<SpanLink>? Links { get; }

    /// <summary>When the work began; null for now.</summary>
    public DateTimeOffset? StartTime { get; }

    /// <summary>Set from the start; null for none.</summary>
    public IReadOnlyList<SpanAttribute>? Attributes { get; }

    static T[]? Copied<T>(IReadOnlyList<T>? list)
    {
        try
        {
            return list is null ? null : [.. list];
        }
        catch (Exception exception)
        {
            TracingFaults.Report(list!, nameof(SpanStartOptions), exception);
            return null;
        }
    }
}
