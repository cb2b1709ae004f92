namespace Stackbilt.Observability.Benchmarks;

/// <summary>A load.</summary>
/// <param name="Silos">How many processes the grains live in.</param>
/// <param name="Callers">How many chains of calls go on at the same time.</param>
/// <param name="Hops">How many grains are in a chain, and so in a trace.</param>
sealed record GrainShape(int Silos, int Callers, int Hops)
{
    /// <summary>How many of the hops of a chain one silo handles.</summary>
    public int HopsIn(int place) =>
        Enumerable.Range(0, Hops).Count(hop => NextSiloDirector.PlaceOf(HopGrain.FirstKey(caller: 0) + hop, Silos) == place);

    public override string ToString() => $"{Silos} silo(s), {Callers} caller(s), {Hops} hop(s)";
}
