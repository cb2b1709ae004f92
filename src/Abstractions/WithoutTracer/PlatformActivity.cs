using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>Activities of an application that has no tracer of ours. What a listener throws is reported.</summary>
static class PlatformActivity
{
    /// <summary>Starts a child, and leaves it current or leaves what is current as it was.</summary>
    /// <returns>Null where every listener declines.</returns>
    public static Activity? Start(
        ActivitySource source,
        Activity parent,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes,
        IReadOnlyList<SpanLink>? links = null,
        DateTimeOffset? startTime = null)
    {
        var before = Activity.Current;
        // A parent that runs is made current, so that it is Activity.Parent, and baggage goes on.
        var isCurrent = !parent.IsStopped && CurrentActivity.TrySet(parent);

        Activity? started = null;
        try
        {
            started = source.CreateActivity(
                name,
                kind.ToActivityKind(),
                isCurrent ? default : parent.Context,
                ActivityTags.AtStart(attributes),
                links?.Where(static link => link.Context.IsValid).Select(static link => LinkTo(link.Context, [.. link.Attributes])),
                ActivityIdFormat.W3C);
            if (started is not null)
            {
                if (startTime is { } time)
                    started.SetStartTime(time.UtcDateTime);

                // Before it starts, so that nobody has read its id. The platform loses the flag on the way to a child.
                started.ActivityTraceFlags |= parent.ActivityTraceFlags & (ActivityTraceFlags)TraceFlags.Random;
                if (!isCurrent)
                    ActivityBaggage.SetBelow(parent: null, started, ActivityBaggage.Of(parent));

                started.Start();
            }
        }
        catch (Exception exception)
        {
            TracingFaults.Report(source, nameof(ActivitySource.StartActivity), exception);
        }

        if (started is null || !makeActive)
            CurrentActivity.GoBack(before);

        return started;
    }

    /// <summary>Stops an activity. Where it was not current, what is current stays so.</summary>
    public static void Stop(Activity activity)
    {
        var before = Activity.Current;
        try
        {
            activity.Stop();
        }
        catch (Exception exception)
        {
            // A listener that throws keeps the platform from going back.
            CurrentActivity.GoBack(activity.Parent);
            TracingFaults.Report(activity.Source, nameof(Activity.Stop), exception);
        }

        if (!ReferenceEquals(before, activity))
            CurrentActivity.GoBack(before);
    }

    public static void AddLink(Activity activity, SpanContext context, ReadOnlySpan<SpanAttribute> attributes)
    {
#if NET9_0_OR_GREATER
        activity.AddLink(LinkTo(context, attributes));
#endif
    }

    static ActivityLink LinkTo(SpanContext context, ReadOnlySpan<SpanAttribute> attributes) =>
        new(context.ToActivityContext(), ActivityTags.Of(attributes));
}
