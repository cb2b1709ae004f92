using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>What <see cref="Activity.Current"/> goes back to when a twin that was current is not any more.</summary>
static class CurrentActivity
{
    const string OutsideProperty = "Stackbilt.Observability.Outside";
    const string LeftProperty = "Stackbilt.Observability.Left";
    const int MostSteps = 64;

    // Scopes that are closed in order leave no mark. As long as there is none, no activity has to be asked for it.
    static volatile bool _hasMarks;

    /// <summary>Whether it can be gone back to: it runs, and its span has not been detached under what was inside it.</summary>
    public static bool IsStanding(Activity? activity) =>
        activity is { IsStopped: false } && !IsLeft(activity);

    /// <summary>The activity itself, or the nearest around it that stands.</summary>
    public static Activity? Outside(Activity? activity)
    {
        // Limited: two twins that are attached inside each other, in two flows, are a circle.
        for (var step = 0; step < MostSteps; step++)
        {
            if (activity is null || IsStanding(activity))
                return activity;

            activity = activity.GetCustomProperty(OutsideProperty) as Activity ?? activity.Parent;
        }

        return null;
    }

    /// <summary>Makes a twin current, and remembers inside what.</summary>
    public static void Enter(Activity? activity, Activity? outside)
    {
        if (activity is not null && outside is not null)
            activity.SetCustomProperty(OutsideProperty, outside);

        if (activity is not null && IsLeft(activity))
            activity.SetCustomProperty(LeftProperty, null);

        Activity.Current = activity;
    }

    /// <summary>Notes that a twin goes before what is inside it, which will go back to what is around it.</summary>
    public static void Leave(Activity? activity, Activity? outside)
    {
        if (activity is null)
            return;

        _hasMarks = true;
        activity.SetCustomProperty(LeftProperty, bool.TrueString);
        if (outside is not null)
            activity.SetCustomProperty(OutsideProperty, outside);
    }

    /// <summary>The activity of the span that is active in this flow; null where there is none.</summary>
    public static Activity? OfActive(IContextCarrier carrier) =>
        (Active(carrier) as RecordingSpan)?.Activity is { IsStopped: false } activity ? activity : null;

    /// <summary>The active span; what the carrier throws is reported.</summary>
    public static Span? Active(IContextCarrier carrier)
    {
        if (!CallBacks.TryEnter())
            return null;

        Span? active = null;
        try
        {
            active = carrier.Current;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(carrier, nameof(IContextCarrier.Current), exception);
        }

        CallBacks.Leave();
        return active;
    }

    static bool IsLeft(Activity activity) => _hasMarks && activity.GetCustomProperty(LeftProperty) is not null;
}
