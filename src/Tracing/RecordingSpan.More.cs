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

    internal void AddFirstLinks(List<SpanLink>? links)
    {
        if (links is not null && Has(SpanStartFlags.Recording))
            Details.Links = links;
    }

    static object? FirstOf(InstrumentationScope? scope, ReadOnlySpan<SpanAttribute> attributes)
    {
        var first = attributes.IsEmpty ? null : new SpanAttributeList(attributes).Array;
        return scope is null ? first : new SpanDetails(first) { Scope = scope };
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
