namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// Clusters of several sizes under several loads. For each size, one cluster for each way of tracing, all of them
/// running from the start and loaded in turn.
/// </summary>
static class GrainStudy
{
    /// <param name="setups">Which of <see cref="SiloSetup.All"/>; the others are compared with the first.</param>
    /// <param name="shapes">Silos, callers and hops, those with the same number of silos next to each other.</param>
    /// <param name="rounds">How often each is measured.</param>
    /// <param name="milliseconds">How long each time.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<MeasuredGrains>> RunAsync(
        IReadOnlyList<int> setups, IReadOnlyList<GrainShape> shapes, int rounds, int milliseconds, CancellationToken cancellation)
    {
        var measured = new List<MeasuredGrains>();
        foreach (var size in shapes.GroupBy(static shape => shape.Silos))
        {
            var clusters = new List<Silos>();
            try
            {
                foreach (var setup in setups)
                    clusters.Add(await Silos.StartAsync(setup, size.Key, cancellation));

                foreach (var shape in size)
                {
                    await Console.Error.WriteLineAsync(shape.ToString());
                    var medians = await Rounds.RunAsync(
                        clusters.Count, rounds, which => clusters[which].LoadAsync(shape.Callers, shape.Hops, milliseconds, cancellation));
                    measured.AddRange(medians.Select((found, index) => new MeasuredGrains(shape, SiloSetup.All[setups[index]], found)));
                }
            }
            finally
            {
                clusters.ForEach(static cluster => cluster.Dispose());
            }
        }

        return measured;
    }
}

/// <summary>A load.</summary>
/// <param name="Silos">How many processes the grains live in.</param>
/// <param name="Callers">How many chains of calls go on at the same time.</param>
/// <param name="Hops">How many grains are in a chain, and so in a trace.</param>
sealed record GrainShape(int Silos, int Callers, int Hops)
{
    public override string ToString() => $"{Silos} silo(s), {Callers} caller(s), {Hops} hop(s)";
}

/// <summary>What came out for one load and one way of tracing.</summary>
/// <param name="Shape">The load.</param>
/// <param name="Setup">The way of tracing.</param>
/// <param name="Medians">Of all rounds.</param>
sealed record MeasuredGrains(GrainShape Shape, SiloSetup Setup, Medians Medians);
