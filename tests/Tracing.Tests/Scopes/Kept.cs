using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Tests.Scopes;

static class Kept
{
    /// <summary>How many are still there after a few collections. Several, since finalizers may hold on once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Count(IReadOnlyCollection<WeakReference> references)
    {
        for (var attempt = 0; attempt < 3 && references.Any(static reference => reference.IsAlive); attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return references.Count(static reference => reference.IsAlive);
    }
}
