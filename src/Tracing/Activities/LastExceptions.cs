using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>Which activity an exception was recorded on last, so that it is recorded once on its way up. Keeps no exception alive.</summary>
static class LastExceptions
{
    static readonly ConditionalWeakTable<Exception, WeakReference<Activity>> Recorded = [];

    /// <returns>False where the exception was recorded on the activity before, and on no other since.</returns>
    public static bool Note(Activity activity, Exception exception)
    {
        lock (Recorded)
        {
            if (Recorded.TryGetValue(exception, out var last) && last.TryGetTarget(out var on) && ReferenceEquals(on, activity))
                return false;

            Recorded.AddOrUpdate(exception, new WeakReference<Activity>(activity));
            return true;
        }
    }
}
