namespace Stackbilt.Observability;

/// <summary>
/// What a span has recorded so far. Most spans have the attributes of their start and nothing else, so those alone need no object
/// around them; a <see cref="SpanDetails"/>, with everything in it, comes with the first change.
/// </summary>
/// <remarks>One field of the span that it is in; never copied.</remarks>
struct RecordedContent
{
    // Null, the attributes of the start, or the details.
    object? _all;

    public RecordedContent(InstrumentationScope? scope, ReadOnlySpan<SpanAttribute> attributes, SpanLimits limits)
    {
        if (attributes.Length > limits.AttributeCountLimit)
        {
            // There may be fewer keys than attributes, so each is put where it belongs.
            var details = new SpanDetails(first: null) { Scope = scope };
            details.Set(attributes, limits);
            _all = details;
            return;
        }

        var first = attributes.IsEmpty ? null : new SpanAttributeList(limits.Shortened(attributes)).Array;
        _all = scope is null ? first : new SpanDetails(first) { Scope = scope };
    }

    /// <summary>The details, made now where there are none yet; also the lock of all changes.</summary>
    public SpanDetails Details
    {
        get
        {
            var all = _all;
            while (true)
            {
                if (all is SpanDetails existing)
                    return existing;

                var created = new SpanDetails(all as SpanAttribute[]);
                var found = Interlocked.CompareExchange(ref _all, created, all);
                if (ReferenceEquals(found, all))
                    return created;

                all = found;
            }
        }
    }

    /// <summary>Gives what was recorded, and keeps nothing of it alive. To call once, when the span has ended.</summary>
    public (SpanDetails? Details, SpanAttribute[]? Attributes) Take()
    {
        var all = Volatile.Read(ref _all);
        if (all is SpanDetails details)
        {
            // A writer that got here first holds the lock; one that comes later sees that the span has ended.
            lock (details)
            {
            }
        }

        _all = null;
        return (all as SpanDetails, all as SpanAttribute[]);
    }
}
