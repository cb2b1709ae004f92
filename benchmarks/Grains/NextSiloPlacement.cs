using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// Each grain lives one silo further than the one before it. Where chance decides, one cluster has more calls between its silos than
/// another, and such a call costs several times what one inside a silo does.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class NextSiloPlacementAttribute() : PlacementAttribute(new NextSiloPlacement());

[GenerateSerializer]
sealed class NextSiloPlacement : PlacementStrategy;

/// <param name="silos">How many silos the cluster is going to have: whoever comes early waits for the others.</param>
sealed class NextSiloDirector(int silos) : IPlacementDirector
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        while (true)
        {
            SiloAddress[] all = [.. context.GetCompatibleSilos(target).OrderBy(static silo => silo.Endpoint.Port)];
            if (all.Length == silos)
                return all[PlaceOf(target.GrainIdentity.GetIntegerKey(), silos)];

            await Task.Delay(Pause);
        }
    }

    /// <summary>Which silo a grain lives in, counted from the one with the lowest port.</summary>
    public static int PlaceOf(long key, int silos) => (int)(key % silos);
}
