using System.Runtime.InteropServices;

namespace Stackbilt.Observability;

/// <summary>
/// What was recorded on a span that has just ended, shown to <see cref="ISpanProcessor.OnEnd"/>. Nothing is copied for a
/// processor that only looks; one that keeps the span asks for <see cref="ToSpanData"/>.
/// </summary>
/// <remarks>
/// Lives on the stack, for the time of the call. Like <see cref="SpanData"/> it reaches nothing of the program: no tracer, no
/// carrier, no exception object. Nobody changes what it shows.
/// </remarks>
public readonly ref struct FinishedSpan
{
    readonly ReadOnlyMemory<SpanAttribute> _attributes;
    readonly IReadOnlyList<SpanEvent>? _events;
    readonly IReadOnlyList<SpanLink>? _links;

    /// <summary>Made by a tracer at the end of a span, and by tests of processors.</summary>
    /// <param name="attributes">One per key. Not copied and from now on not to be changed: what is kept shares it.</param>
    public FinishedSpan(ReadOnlyMemory<SpanAttribute> attributes) => _attributes = attributes;

    /// <summary>The span itself: ids, sampling and trace state.</summary>
    public required SpanContext Context { get; init; }

    /// <summary>The parent's id; <c>default</c> for a root.</summary>
    public SpanId ParentSpanId { get; init; }

    /// <summary>Whether the parent is in another process.</summary>
    public bool HasRemoteParent { get; init; }

    /// <summary>The library that started the span; null where it has not named itself.</summary>
    public InstrumentationScope? Scope { get; init; }

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
    public ReadOnlySpan<SpanAttribute> Attributes => _attributes.Span;

    /// <summary>The events, in the order in which they were added; never null. Yours to keep.</summary>
    public IReadOnlyList<SpanEvent> Events
    {
        get => _events ?? [];
        init => _events = value;
    }

    /// <summary>The links, in the order in which they were added; never null. Yours to keep.</summary>
    public IReadOnlyList<SpanLink> Links
    {
        get => _links ?? [];
        init => _links = value;
    }

    /// <summary>How many attributes were dropped, because there were more than a span may hold.</summary>
    public int DroppedAttributeCount { get; init; }

    /// <summary>How many events were dropped, because there were more than a span may hold.</summary>
    public int DroppedEventCount { get; init; }

    /// <summary>How many links were dropped, because there were more than a span may hold.</summary>
    public int DroppedLinkCount { get; init; }

    /// <summary>From start to end, to the 100 nanoseconds that a <see cref="TimeSpan"/> can hold.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks((EndUnixNanoseconds - StartUnixNanoseconds) / 100);

    /// <summary>
    /// The same as an object to keep and to read from any thread. Allocates 96 bytes for each call, and the attributes once
    /// more where some were set after the start.
    /// </summary>
    /// <returns>The object; never null.</returns>
    public SpanData ToSpanData() => new()
    {
        Context = Context,
        ParentSpanId = ParentSpanId,
        HasRemoteParent = HasRemoteParent,
        Scope = Scope,
        Name = Name,
        Kind = Kind,
        Status = Status,
        StatusDescription = StatusDescription,
        StartUnixNanoseconds = StartUnixNanoseconds,
        EndUnixNanoseconds = EndUnixNanoseconds,
        Attributes = AttributesToKeep(),
        Events = Events,
        Links = Links,
        DroppedAttributeCount = DroppedAttributeCount,
        DroppedEventCount = DroppedEventCount,
        DroppedLinkCount = DroppedLinkCount,
    };

    SpanAttribute[] AttributesToKeep()
    {
        if (_attributes.IsEmpty)
            return [];

        return MemoryMarshal.TryGetArray(_attributes, out var segment) && segment.Array!.Length == segment.Count
            ? segment.Array
            : _attributes.ToArray();
    }
}
