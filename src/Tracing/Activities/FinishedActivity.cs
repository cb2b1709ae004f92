using System.Diagnostics;
using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>What the platform has recorded, as a processor is shown it.</summary>
static class FinishedActivity
{
    /// <param name="activity">The activity.</param>
    /// <param name="scope">The library that started it; null where it has not named itself.</param>
    /// <param name="end">When the work was done, where its owner has yet to stop it; null where it has stopped.</param>
    public static FinishedSpan Of(Activity activity, InstrumentationScope? scope, DateTimeOffset? end)
    {
        var start = UnixNanoseconds(activity.StartTimeUtc);
        var stopped = end is { } time && !activity.IsStopped
            ? SpanClock.UnixNanoseconds(time)
            : start + Math.Min(activity.Duration.Ticks, (long.MaxValue - start) / 100) * 100;
        return new FinishedSpan(ToAttributes(activity.TagObjects))
        {
            Context = activity.Context.ToSpanContext(),
            ParentSpanId = activity.ParentSpanId.ToSpanId(),
            HasRemoteParent = activity.HasRemoteParent,
            Scope = scope,
            Name = activity.DisplayName,
            Kind = activity.Kind.ToSpanKind(),
            Status = activity.Status switch
            {
                ActivityStatusCode.Ok => SpanStatus.Ok,
                ActivityStatusCode.Error => SpanStatus.Error,
                _ => SpanStatus.Unset,
            },
            StatusDescription = activity.StatusDescription,
            StartUnixNanoseconds = start,
            EndUnixNanoseconds = Math.Max(start, stopped),
            Events = [.. activity.Events.Select(static added =>
                new SpanEvent(added.Name, UnixNanoseconds(added.Timestamp.UtcDateTime), ToAttributes(added.Tags)))],
            Links = [.. activity.Links.Select(static link =>
                new SpanLink(link.Context.ToSpanContext(), ToAttributes(link.Tags ?? [])))],
        };
    }

    static SpanAttribute[] ToAttributes(IEnumerable<KeyValuePair<string, object?>> tags)
    {
        var attributes = new List<SpanAttribute>();
        foreach (var (key, value) in tags)
        {
            if (key is not null && value is not null)
                attributes.Add(ToAttribute(key, value));
        }

        return [.. attributes];
    }

    static SpanAttribute ToAttribute(string key, object value) => value switch
    {
        string text => new(key, text),
        bool boolean => new(key, boolean),
        double or float => new(key, Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        long or int or short or sbyte or byte or ushort or uint => new(key, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        string[] several => new(key, several),
        long[] several => new(key, several),
        int[] several => new(key, several),
        double[] several => new(key, several),
        bool[] several => new(key, several),
        _ => new(key, TextOf(value)),
    };

    /// <summary>A class of the user's can override this, and then it can throw.</summary>
    static string? TextOf(object value)
    {
        try
        {
            return value is IEnumerable<object?> several
                ? string.Join(',', several)
                : Convert.ToString(value, CultureInfo.InvariantCulture);
        }
        catch (Exception)
        {
            return value.GetType().FullName;
        }
    }

    static long UnixNanoseconds(DateTime utc) => SpanClock.UnixNanoseconds(new DateTimeOffset(utc, TimeSpan.Zero));
}
