using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>Every write of <see cref="Activity.Current"/>. What a handler of the change throws is reported.</summary>
static class CurrentActivity
{
    /// <summary>
    /// Makes an activity current. Another flow can stop it at any moment, and from then on the platform does not let it become
    /// current.
    /// </summary>
    /// <returns>False where it has stopped, and something else is still current.</returns>
    public static bool TrySet(Activity? activity)
    {
        if (ReferenceEquals(Activity.Current, activity))
            return true;

        try
        {
            Activity.Current = activity;
        }
        catch (Exception exception)
        {
            // The value is set before the handlers are called.
            TracingFaults.Report(typeof(Activity), nameof(Activity.CurrentChanged), exception);
        }

        return activity is not { IsStopped: true } || ReferenceEquals(Activity.Current, activity);
    }

    /// <summary>Makes current again what was so before. One that has stopped meanwhile gives way to its parent.</summary>
    public static void GoBack(Activity? before)
    {
        while (!TrySet(before))
            before = before!.Parent;
    }
}
