using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Stackbilt.Observability;

namespace Carriers;

/// <summary>
/// Runs flows inside calls of grains, so that the conformance suite checks a carrier where it works: in a silo. What follows an await is put
/// back on the grain's own scheduler, by Orleans.
/// </summary>
/// <param name="grains">Of the silo in this process.</param>
public sealed class GrainFlows(IGrainFactory grains) : IFlowHost
{
    static readonly ConcurrentDictionary<long, Action> Waiting = new();
    static long _last;

    /// <summary>A call of a grain that no other flow has.</summary>
    public void Run(Action flow)
    {
        ExceptionDispatchInfo? thrown = null;
        var number = Interlocked.Increment(ref _last);
        Waiting[number] = () =>
        {
            try
            {
                flow();
            }
            catch (Exception exception)
            {
                // Orleans would hand over a copy.
                thrown = ExceptionDispatchInfo.Capture(exception);
            }
        };

        // On a thread without anything of the caller's: the call begins with nothing.
        using (ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow())
            Task.Run(() => grains.GetGrain<IFlowGrain>(number).RunAsync(number)).GetAwaiter().GetResult();

        thrown?.Throw();
    }

    /// <summary>What a grain starts beside itself, a task or a timer, is run by the platform, with what the platform hands on.</summary>
    public Action Fork(Action fork) => fork;

    internal static void Run(long number)
    {
        if (Waiting.TryRemove(number, out var flow))
            flow();
    }
}
