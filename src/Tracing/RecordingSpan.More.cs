namespace Stackbilt.Observability;

/// <summary>
/// What only some spans have. One field for all of it: null, the attributes of the start, or, once something else is there, a
/// <see cref="SpanDetails"/> with everything in it.
/// </summary>
sealed partial class RecordingSpan
{
    object? _more;

    SpanDetails Details
    {
        get
        {
            var more = _more;
            while (true)
            {
                if (more is SpanDetails existing)
                    return existing;

                var created = new SpanDetails(more as SpanAttribute[]);
                var found = Interlocked.CompareExchange(ref _more, created, more);
                if (ReferenceEquals(found, more))
                    return created;

                more = found;
            }
        }
    }

    static object? FirstOf(InstrumentationScope? scope, ReadOnlySpan<SpanAttribute> attributes, SpanLimits limits)
    {
        if (attributes.Length > limits.AttributeCountLimit)
            return Cut(scope, attributes, limits);

        var first = attributes.IsEmpty ? null : new SpanAttributeList(limits.Shortened(attributes)).Array;
        return scope is null ? first : new SpanDetails(first) { Scope = scope };
    }

    /// <summary>There may be fewer keys than attributes, so each is put where it belongs.</summary>
    static SpanDetails Cut(InstrumentationScope? scope, ReadOnlySpan<SpanAttribute> attributes, SpanLimits limits)
    {
        var details = new SpanDetails(first: null) { Scope = scope };
        details.Set(attributes, limits);
        return details;
    }

    /// <summary>What was recorded; from here on the span keeps nothing of it alive.</summary>
    object? LetGo()
    {
        var more = Volatile.Read(ref _more);
        if (more is SpanDetails details)
        {
            // A writer that got here first holds the lock; one that comes later sees that the span has ended.
            lock (details)
            {
            }
        }

        _more = null;
        return more;
    }
}
