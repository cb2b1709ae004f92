using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>Which exception was recorded on an activity last, so that it is recorded once on its way up. Keeps no exception alive.</summary>
static class LastExceptions
{
    static readonly ConditionalWeakTable<Activity, WeakReference<Exception?>> Last = new();

    /// <returns>False where it is the one that was recorded last.</returns>
    public static bool Note(Activity activity, Exception exception)
    {
        var last = Last.GetValue(activity, static _ => new WeakReference<Exception?>(null));
        lock (last)
        {
            if (last.TryGetTarget(out var recorded) && ReferenceEquals(recorded, exception))
                return false;

            last.SetTarget(exception);
            return true;
        }
    }
}
