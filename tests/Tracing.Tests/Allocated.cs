namespace Stackbilt.Observability.Tests;

/// <summary>What an action allocates on this thread, exactly, once everything around it has been compiled and loaded.</summary>
static class Allocated
{
    const int WarmUps = 64;
    const int Runs = 100;

    /// <summary>The bytes of one run, of which there are many: one that allocates now and then is seen as well.</summary>
    public static double BytesBy(Action action)
    {
        for (var run = 0; run < WarmUps; run++)
            action();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < Runs; run++)
            action();

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Runs;
    }
}
