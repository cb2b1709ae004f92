using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

static class Garbage
{
    /// <summary>Collects, and lets finalizers have their say.</summary>
    public static void Collect()
    {
        for (var round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>Whether what was referred to is gone after a few collections. Several, since finalizers may hold on once.</summary>
    public static bool IsCollected(WeakReference reference) => CountKept([reference]) == 0;

    /// <summary>How many are not.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int CountKept(WeakReference[] references)
    {
        for (var attempt = 0; attempt < 5 && Array.Exists(references, reference => reference.IsAlive); attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return references.Count(reference => reference.IsAlive);
    }
}
