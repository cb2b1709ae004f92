using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// What only some spans have. One field for all of it: null, the activity, the attributes of the start, or, once there is
/// more than one of these or something was changed, a <see cref="SpanDetails"/> with everything in it.
/// </summary>
sealed partial class RecordingSpan
{
    object? _more;

    internal Activity? Activity => (_traits & SpanTraits.HasTwin) == 0 ? null : ActivityIn(_more);

    SpanDetails Details
    {
        get
        {
            var more = _more;
            while (true)
            {
                if (more is SpanDetails existing)
                    return existing;

                var created = new SpanDetails(more);
                var found = Interlocked.CompareExchange(ref _more, created, more);
                if (ReferenceEquals(found, more))
                    return created;

                more = found;
            }
        }
    }

    internal void AddFirstLinks(List<SpanLink>? links)
    {
        if (links is not null && (_traits & SpanTraits.Recording) != 0)
            Details.Links = links;
    }

    static Activity? ActivityIn(object? more) => more is SpanDetails details ? details.Activity : more as Activity;

    /// <summary>The attributes are kept for processors only; where there are none, the activity has them.</summary>
    object? FirstOf(Activity? activity, ReadOnlySpan<SpanAttribute> attributes)
    {
        if (attributes.IsEmpty || !_trace.Tracer.HasProcessors)
            return activity;

        return activity is null ? new SpanAttributeList(attributes).Array : new SpanDetails(activity, attributes);
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

        _more = (_traits & SpanTraits.HasTwin) == 0 ? null : ActivityIn(more);
        return more;
    }
}
