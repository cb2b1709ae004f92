using Orleans.Placement;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>A grain that calls the next one, on whatever silo that is, until no hops are left.</summary>
public interface IHop : IGrainWithIntegerKey
{
    /// <summary>Starts a span, does no work, and goes on.</summary>
    /// <param name="left">How many hops come after this one.</param>
    /// <returns>A task that ends when the last hop has.</returns>
    Task HopAsync(int left);
}

[RandomPlacement]
sealed class HopGrain : Grain, IHop
{
    public async Task HopAsync(int left)
    {
        using var span = SiloSetup.Running.StartChild("hop");
        if (left > 0)
            await GrainFactory.GetGrain<IHop>(KeyAfter(this.GetPrimaryKeyLong())).HopAsync(left - 1);
    }

    /// <summary>Every chain has grains of its own: none waits for another one.</summary>
    static long KeyAfter(long key) => key + 1;
}
