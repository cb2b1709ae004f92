namespace Stackbilt.Observability;

/// <summary>
/// A finished span that is kept: everything that was recorded on it, and nothing that reaches back into the program (no
/// tracer, no carrier, no exception object).
/// </summary>
/// <remarks>
/// Made by <see cref="FinishedSpan.ToSpanData"/>. Nobody changes it after that: read it from any thread.
/// </remarks>
public sealed class SpanData
{
    // One of these is made for every span that is kept, so it is packed: what few spans have is in an object of its own.
    readonly TraceId _traceId;
    readonly SpanId _spanId;
    readonly RareFields? _rareFields;
    readonly int _kind;
    readonly byte _status;
    readonly TraceFlags _flags;
    readonly bool _isRemote;

    /// <summary>The span itself: ids, sampling and trace state.</summary>
    public required SpanContext Context
    {
        get => new(_traceId, _spanId, TraceState: _rareFields?.TraceState, IsRemote: _isRemote) { Flags = _flags };
        init
        {
            _traceId = value.TraceId;
            _spanId = value.SpanId;
            _flags = value.Flags;
            _isRemote = value.IsRemote;
            if (value.TraceState is not null || _rareFields is not null)
                (_rareFields ??= new RareFields()).TraceState = value.TraceState;
        }
    }

    /// <summary>The parent's id; <c>default</c> for a root.</summary>
    public SpanId ParentSpanId { get; init; }

    /// <summary>Whether the parent is in another process.</summary>
    public bool HasRemoteParent { get; init; }

    /// <summary>The library that started the span; null where it has not named itself.</summary>
    public InstrumentationScope? Scope
    {
        get => _rareFields?.Scope;
        init
        {
            if (value is not null || _rareFields is not null)
                (_rareFields ??= new RareFields()).Scope = value;
        }
    }

    /// <summary>The name at the end.</summary>
    public required string Name { get; init; }

    /// <summary>The span's role in its trace.</summary>
    public SpanKind Kind
    {
        get => (SpanKind)_kind;
        init => _kind = (int)value;
    }

    /// <summary>How the work came out.</summary>
    public SpanStatus Status
    {
        get => (SpanStatus)_status;
        init => _status = (byte)value;
    }

    /// <summary>What was said about an error; null where nothing was.</summary>
    public string? StatusDescription
    {
        get => _rareFields?.StatusDescription;
        init
        {
            if (value is not null || _rareFields is not null)
                (_rareFields ??= new RareFields()).StatusDescription = value;
        }
    }

    /// <summary>The start: nanoseconds since 1970-01-01T00:00:00Z.</summary>
    public required long StartUnixNanoseconds { get; init; }

    /// <summary>The end: nanoseconds since 1970-01-01T00:00:00Z; never before the start.</summary>
    public required long EndUnixNanoseconds { get; init; }

    /// <summary>The attributes, one per key, in the order in which the keys were first set.</summary>
    public IReadOnlyList<SpanAttribute> Attributes { get; init; } = [];

    /// <summary>The events, in the order in which they were added.</summary>
    public IReadOnlyList<SpanEvent> Events
    {
        get => _rareFields?.Events ?? [];
        init
        {
            // Asked of the array, not through the interface, which would cost two calls for every span.
            if (value is not SpanEvent[] { Length: 0 } || _rareFields is not null)
                (_rareFields ??= new RareFields()).Events = value;
        }
    }

    /// <summary>The links, in the order in which they were added.</summary>
    public IReadOnlyList<SpanLink> Links
    {
        get => _rareFields?.Links ?? [];
        init
        {
            if (value is not SpanLink[] { Length: 0 } || _rareFields is not null)
                (_rareFields ??= new RareFields()).Links = value;
        }
    }

    /// <summary>How many attributes were dropped, because there were more than a span may hold.</summary>
    public int DroppedAttributeCount
    {
        get => _rareFields?.DroppedAttributeCount ?? 0;
        init
        {
            if (value != 0 || _rareFields is not null)
                (_rareFields ??= new RareFields()).DroppedAttributeCount = value;
        }
    }

    /// <summary>How many events were dropped, because there were more than a span may hold.</summary>
    public int DroppedEventCount
    {
        get => _rareFields?.DroppedEventCount ?? 0;
        init
        {
            if (value != 0 || _rareFields is not null)
                (_rareFields ??= new RareFields()).DroppedEventCount = value;
        }
    }

    /// <summary>How many links were dropped, because there were more than a span may hold.</summary>
    public int DroppedLinkCount
    {
        get => _rareFields?.DroppedLinkCount ?? 0;
        init
        {
            if (value != 0 || _rareFields is not null)
                (_rareFields ??= new RareFields()).DroppedLinkCount = value;
        }
    }

    /// <summary>From start to end, to the 100 nanoseconds that a <see cref="TimeSpan"/> can hold.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks((EndUnixNanoseconds - StartUnixNanoseconds) / 100);

    sealed class RareFields
    {
        public InstrumentationScope? Scope { get; set; }

        public string? TraceState { get; set; }

        public string? StatusDescription { get; set; }

        public IReadOnlyList<SpanEvent> Events { get; set; } = [];

        public IReadOnlyList<SpanLink> Links { get; set; } = [];

        public int DroppedAttributeCount { get; set; }

        public int DroppedEventCount { get; set; }

        public int DroppedLinkCount { get; set; }
    }
}
