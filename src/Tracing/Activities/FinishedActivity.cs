using System.Diagnostics;

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
        return new FinishedSpan(ActivityTags.ToAttributes(activity.TagObjects))
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
                new SpanEvent(added.Name, UnixNanoseconds(added.Timestamp.UtcDateTime), ActivityTags.ToAttributes(added.Tags)))],
            Links = [.. activity.Links.Select(static link =>
                new SpanLink(link.Context.ToSpanContext(), ActivityTags.ToAttributes(link.Tags ?? [])))],
        };
    }

    static long UnixNanoseconds(DateTime utc) => SpanClock.UnixNanoseconds(new DateTimeOffset(utc, TimeSpan.Zero));
}
