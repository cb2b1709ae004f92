using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>What few spans are started with. An object, so that the many others pass a null along and nothing else.</summary>
sealed class StartDetails
{
    /// <summary>Valid links, with one attribute per key; null for none.</summary>
    public IReadOnlyList<SpanLink>? Links { get; private init; }

    /// <summary>The same as the platform keeps them.</summary>
    public IEnumerable<ActivityLink>? ActivityLinks =>
        Links?.Select(static link => new ActivityLink(link.Context.ToActivityContext(), ActivityTags.Of([.. link.Attributes])));

    /// <summary>When the work began; null for now.</summary>
    public DateTimeOffset? StartTime { get; private init; }

    /// <summary>The same with a start, where none was given.</summary>
    public static StartDetails At(StartDetails? details, DateTimeOffset now) => details?.StartTime is not null
        ? details
        : new StartDetails { Links = details?.Links, StartTime = now };

    /// <summary>Null where there is nothing of it.</summary>
    /// <exception cref="ArgumentNullException">One of the links is null.</exception>
    public static StartDetails? Of(IReadOnlyList<SpanLink>? links, DateTimeOffset? startTime = null)
    {
        var valid = Valid(links);
        return valid is null && startTime is null ? null : new StartDetails { Links = valid, StartTime = startTime };
    }

    static List<SpanLink>? Valid(IReadOnlyList<SpanLink>? links)
    {
        if (links is null)
            return null;

        List<SpanLink>? valid = null;
        foreach (var link in links)
        {
            ArgumentNullException.ThrowIfNull(link, nameof(links));
            if (link.Context.IsValid)
                (valid ??= []).Add(SpanAttributeList.LinkTo(link.Context, [.. link.Attributes]));
        }

        return valid;
    }
}
