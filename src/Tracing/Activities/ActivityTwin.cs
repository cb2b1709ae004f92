using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// Keeps an <see cref="Activity"/> in step with a span: started, changed and stopped with it. A listener that throws is
/// reported and changes nothing else.
/// </summary>
static class ActivityTwin
{
    /// <summary>Starts the twin of a span about to be created, which then takes its ids.</summary>
    /// <param name="source">A source that has listeners.</param>
    /// <param name="name">The span's name.</param>
    /// <param name="kind">The span's kind.</param>
    /// <param name="parent">The parent; <c>default</c> makes a root, whatever is current.</param>
    /// <param name="trace">The trace, whose clock tells the start; null where it has yet to begin.</param>
    /// <param name="makeCurrent">Whether it stays in <see cref="Activity.Current"/>, which otherwise is left as it was.</param>
    /// <param name="attributes">Known at the start, so that a sampler can look at them.</param>
    /// <param name="links">Known at the start, for the same reason.</param>
    /// <param name="started">The activity and its start, or null where every listener declines.</param>
    /// <returns>False where a listener threw before there was an activity: then nobody has declined anything.</returns>
    public static bool TryStart(
        ActivitySource source,
        string name,
        SpanKind kind,
        ActivityContext parent,
        Trace? trace,
        bool makeCurrent,
        ReadOnlySpan<SpanAttribute> attributes,
        IReadOnlyList<SpanLink>? links,
        out StartedTwin started)
    {
        // A default context would mean "child of whatever is current".
        var isRoot = parent == default;
        var before = isRoot || !makeCurrent ? Activity.Current : null;
        var isAnswered = true;
        started = default;
        try
        {
            if (isRoot)
                Activity.Current = null;

            var created = source.CreateActivity(name, ToActivityKind(kind), parent, ToTags(attributes), ToLinks(links), ActivityIdFormat.W3C);
            if (created is not null)
            {
                started = new StartedTwin(created, trace);
                created.Start();
            }
        }
        catch (Exception exception)
        {
            isAnswered = started.Activity is not null;
            TracingFaults.Report(source, nameof(ActivitySource.StartActivity), exception);
        }

        // Where nothing was started, nothing was written.
        if (isRoot || (!makeCurrent && started.Activity is not null))
            Activity.Current = before;

        return isAnswered;
    }

    /// <summary>So that the two have the same start, and the same clock between start and end.</summary>
    public static void SetStart(Activity activity, long startUnixNanoseconds) =>
        activity.SetStartTime(DateTime.UnixEpoch.AddTicks(startUnixNanoseconds / 100));

    /// <summary>Stops the twin, and leaves in <see cref="Activity.Current"/> what was there, or what the twin was inside.</summary>
    /// <param name="activity">The twin.</param>
    /// <param name="endUnixNanoseconds">The end of the span; null where it is not recorded.</param>
    /// <param name="wasMadeCurrent">Whether it was made current by its start: then the platform knows what was before.</param>
    /// <param name="carrier">Asked for the active span.</param>
    public static void Stop(Activity activity, long? endUnixNanoseconds, bool wasMadeCurrent, IContextCarrier carrier)
    {
        var before = Activity.Current;
        try
        {
            if (endUnixNanoseconds is { } end)
                activity.SetEndTime(DateTime.UnixEpoch.AddTicks(end / 100));

            activity.Stop();
        }
        catch (Exception exception)
        {
            TracingFaults.Report(activity.Source, nameof(Activity.Stop), exception);
        }

        var outside = wasMadeCurrent ? Activity.Current : null;
        if (!ReferenceEquals(before, activity))
        {
            if (wasMadeCurrent)
                CurrentActivity.Leave(activity, outside);

            Activity.Current = before;
        }
        else if (!CurrentActivity.IsStanding(outside))
        {
            Activity.Current = CurrentActivity.OfActive(carrier) ?? CurrentActivity.Outside(outside ?? activity);
        }
    }

    public static void SetTags(Activity? activity, ReadOnlySpan<SpanAttribute> attributes)
    {
        if (activity is not { IsAllDataRequested: true })
            return;

        foreach (ref readonly var attribute in attributes)
        {
            if (attribute.Key is not null)
                activity.SetTag(attribute.Key, attribute.Value);
        }
    }

    public static void SetName(Activity? activity, string name)
    {
        if (activity is not null)
            activity.DisplayName = name;
    }

    public static void SetStatus(Activity? activity, SpanStatus status, string? description) =>
        activity?.SetStatus(
            status == SpanStatus.Error ? ActivityStatusCode.Error : ActivityStatusCode.Ok,
            description);

    public static void AddEvent(Activity? activity, SpanEvent added)
    {
        if (activity is { IsAllDataRequested: true })
        {
            activity.AddEvent(new ActivityEvent(
                added.Name,
                DateTime.UnixEpoch.AddTicks(added.UnixNanoseconds / 100),
                [.. added.Attributes.Select(ToTag)]));
        }
    }

    public static void AddLink(Activity? activity, SpanLink link)
    {
        if (activity is { IsAllDataRequested: true })
            activity.AddLink(ToActivityLink(link));
    }

    static ActivityKind ToActivityKind(SpanKind kind) => kind switch
    {
        SpanKind.Server => ActivityKind.Server,
        SpanKind.Client => ActivityKind.Client,
        SpanKind.Producer => ActivityKind.Producer,
        SpanKind.Consumer => ActivityKind.Consumer,
        _ => ActivityKind.Internal,
    };

    /// <summary>One per key: the platform would keep what it is given at the start, twice and all.</summary>
    static KeyValuePair<string, object?>[]? ToTags(ReadOnlySpan<SpanAttribute> attributes) =>
        attributes.IsEmpty ? null : System.Array.ConvertAll(new SpanAttributeList(attributes).Items.ToArray(), ToTag);

    static KeyValuePair<string, object?> ToTag(SpanAttribute attribute) => new(attribute.Key, attribute.Value);

    static IEnumerable<ActivityLink>? ToLinks(IReadOnlyList<SpanLink>? links) =>
        links?.Select(ToActivityLink);

    static ActivityLink ToActivityLink(SpanLink link) =>
        new(link.Context.ToActivityContext(), [.. link.Attributes.Select(ToTag)]);
}
