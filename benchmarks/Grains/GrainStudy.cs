namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// Clusters of several sizes under several loads. For each size, one cluster for each way of tracing, loaded in turn, round after
/// round, each round beginning with another one. The ratios are medians of those within a round.
/// </summary>
static class GrainStudy
{
    const int WarmUps = 2;

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
                    measured.AddRange(Summary(setups, shape, await RunAsync(clusters, shape, rounds, milliseconds, cancellation)));
                }
            }
            finally
            {
                clusters.ForEach(static cluster => cluster.Dispose());
            }
        }

        return measured;
    }

    static async Task<List<GrainRate[]>> RunAsync(
        List<Silos> clusters, GrainShape shape, int rounds, int milliseconds, CancellationToken cancellation)
    {
        var all = new List<GrainRate[]>();
        for (var round = -WarmUps; round < rounds; round++)
        {
            var rates = new GrainRate[clusters.Count];
            for (var next = 0; next < clusters.Count; next++)
            {
                var which = (next + round + WarmUps) % clusters.Count;
                rates[which] = await clusters[which].LoadAsync(shape.Callers, shape.Hops, milliseconds, cancellation);
            }

            if (round >= 0)
                all.Add(rates);
        }

        return all;
    }

    static IEnumerable<MeasuredGrains> Summary(IReadOnlyList<int> setups, GrainShape shape, List<GrainRate[]> rounds) =>
        setups.Select((setup, index) => new MeasuredGrains(
            shape,
            SiloSetup.All[setup],
            new GrainRate(
                Median(rounds.Select(rates => rates[index].PerSecond)),
                Median(rounds.Select(rates => rates[index].Microseconds))),
            Median(rounds.Select(rates => rates[index].PerSecond / rates[0].PerSecond)),
            Median(rounds.Select(rates => rates[index].Microseconds - rates[0].Microseconds))));

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
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
/// <param name="Median">Of all rounds.</param>
/// <param name="RateRatio">Calls per second, by those of the first setup.</param>
/// <param name="ExtraMicroseconds">Processor time for a call, less that of the first setup.</param>
sealed record MeasuredGrains(GrainShape Shape, SiloSetup Setup, GrainRate Median, double RateRatio, double ExtraMicroseconds);
