using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>Starts and stops the activities of a tracer. What a listener throws is reported.</summary>
static class ActivityLife
{
    /// <summary>Makes current again what was so before; where that has stopped meanwhile, the carrier knows what is left around it.</summary>
    /// <param name="before">What was current, and ran.</param>
    /// <param name="context">The flow as it was then; null where its flow is suppressed.</param>
    /// <param name="carrier">Asked what is left.</param>
    static void GoBack(Activity? before, ExecutionContext? context, IContextCarrier carrier)
    {
        if (CurrentActivity.TrySet(before))
            return;

        if (context is null)
        {
            CurrentActivity.GoBack(before);
            return;
        }

        ExecutionContext.Restore(context);
        TracerCarrier.TellEnd(carrier, span: null);
    }

    /// <summary>Whether nobody wants a child, asked with the ids of the parent alone: that needs nothing that is current.</summary>
    /// <param name="source">What it would come from.</param>
    /// <param name="parent">Its parent.</param>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Its role.</param>
    /// <param name="details">Its links; null for none.</param>
    /// <param name="attributes">Set from the start.</param>
    /// <returns>True where a listener threw as well.</returns>
    public static bool AllDecline(
        ActivitySource source, ActivityContext parent, string name, SpanKind kind, StartDetails? details, ReadOnlySpan<SpanAttribute> attributes)
    {
        try
        {
            return source.CreateActivity(
                name, kind.ToActivityKind(), parent, ActivityTags.AtStart(attributes), details?.ActivityLinks, ActivityIdFormat.W3C) is null;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(source, nameof(ActivitySource.CreateActivity), exception);
            return true;
        }
    }

    /// <summary>Starts an activity below what is current, and leaves it current or leaves everything as it was.</summary>
    /// <param name="source">What it comes from.</param>
    /// <param name="current">What is current.</param>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Its role.</param>
    /// <param name="attributes">Set from the start.</param>
    /// <param name="started">The activity; null where every listener declines.</param>
    /// <returns>False where a listener threw before there was an activity: then nobody has declined anything.</returns>
    public static bool TryStartBelow(
        ActivitySource source, Activity current, string name, SpanKind kind, ReadOnlySpan<SpanAttribute> attributes, out Activity? started)
    {
        started = null;
        try
        {
            started = source.CreateActivity(
                name, kind.ToActivityKind(), default(ActivityContext), ActivityTags.AtStart(attributes), links: null, ActivityIdFormat.W3C);
            if (started is null)
                return true;

            KnownTraceFlags.KeepRandom(started, current);
            started.Start();
        }
        catch (Exception exception)
        {
            TracingFaults.Report(source, nameof(ActivitySource.StartActivity), exception);
            return started is not null;
        }

        return true;
    }

    /// <summary>
    /// Starts an activity below a parent, and leaves it current or leaves everything as it was.
    /// </summary>
    /// <param name="start">What to start.</param>
    /// <param name="parent">The parent, made current meanwhile so that it is <see cref="Activity.Parent"/>; null for none.</param>
    /// <param name="before">What is current, and runs.</param>
    /// <param name="makeCurrent">Whether the activity stays current.</param>
    /// <param name="carrier">Asked what is left where what is current stops meanwhile.</param>
    /// <param name="started">The activity; null where every listener declines.</param>
    /// <returns>False where a listener threw before there was an activity: then nobody has declined anything.</returns>
    public static bool TryStart(
        in ActivityStart start,
        Activity? parent,
        Activity? before,
        bool makeCurrent,
        IContextCarrier carrier,
        out Activity? started)
    {
        var context = ExecutionContext.Capture();
        // A default context means "child of what is current", and a root is a child of nothing.
        var isMoved = !ReferenceEquals(before, parent) && start.Parent == default;
        // Where it has stopped in another flow, its ids are all that is left of the parent.
        var isAnswered = isMoved && !CurrentActivity.TrySet(parent)
            ? TryCreate(start with { Parent = parent!.Context }, out started)
            : TryCreate(in start, out started);
        if (started is not null)
        {
            // The platform passes the flags on from a context, and not from what is current.
            if (start.Parent == default && !start.TraceId.IsValid)
                KnownTraceFlags.KeepRandom(started, parent);

            if (start.Baggage is { } baggage)
                ActivityBaggage.SetBelow(parent, started, baggage);

            Start(started);
        }

        if (started is null ? isMoved : !makeCurrent)
            GoBack(before, context, carrier);

        return isAnswered;
    }

    /// <summary>Makes an activity, and touches nothing that is current.</summary>
    /// <returns>False where a listener threw.</returns>
    public static bool TryCreate(in ActivityStart start, out Activity? created)
    {
        try
        {
            created = start.Create();
            return true;
        }
        catch (Exception exception)
        {
            created = null;
            TracingFaults.Report(start.Source, nameof(ActivitySource.CreateActivity), exception);
            return false;
        }
    }

    static void Start(Activity created)
    {
        try
        {
            created.Start();
        }
        catch (Exception exception)
        {
            // It has started before the listeners are called.
            TracingFaults.Report(created.Source, nameof(ActivitySource.StartActivity), exception);
        }
    }

    /// <summary>What is current; one that was stopped in another flow gives way first, since it could not be set again.</summary>
    public static Activity? Running(IContextCarrier carrier)
    {
        var current = Activity.Current;
        if (current is not { IsStopped: true })
            return current;

        TracerCarrier.TellEnd(carrier, span: null);
        current = Activity.Current;
        while (current is { IsStopped: true })
            current = current.Parent;

        return current;
    }

    /// <summary>Stops an activity. Where it was not current, what is current stays so.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="carrier">Asked what is left where what is current has stopped.</param>
    /// <returns>Whether it was current.</returns>
    public static bool Stop(Activity activity, IContextCarrier carrier)
    {
        var before = Running(carrier);
        var isCurrent = ReferenceEquals(before, activity);
        var context = isCurrent ? null : ExecutionContext.Capture();
        try
        {
            activity.Stop();
        }
        catch (Exception exception)
        {
            // A listener that throws keeps the platform from going back.
            _ = CurrentActivity.TrySet(activity.Parent);
            TracingFaults.Report(activity.Source, nameof(Activity.Stop), exception);
        }

        if (!isCurrent && !ReferenceEquals(Activity.Current, before))
            GoBack(before, context, carrier);

        return isCurrent;
    }
}
