namespace Stackbilt.Observability.Benchmarks;

/// <summary>A grain that calls the next one, on the next silo, until no hops are left.</summary>
public interface IHop : IGrainWithIntegerKey
{
    /// <summary>Starts a span, does no work, and goes on.</summary>
    /// <param name="left">How many hops come after this one.</param>
    /// <returns>A task that ends when the last hop has.</returns>
    Task HopAsync(int left);
}

[NextSiloPlacement]
sealed class HopGrain : Grain, IHop
{
    // More than the longest chain, and a multiple of each number of silos.
    const long Apart = 600;

    /// <summary>Every caller has grains of its own, so that none waits for another one; the first one is not on the caller's silo.</summary>
    public static long FirstKey(int caller) => (caller * Apart) + 1;

    public async Task HopAsync(int left)
    {
        using var span = SpanCount.Deep(SiloSetup.Running.StartChild("hop"));
        if (left > 0)
            await GrainFactory.GetGrain<IHop>(this.GetPrimaryKeyLong() + 1).HopAsync(left - 1);
    }
}
