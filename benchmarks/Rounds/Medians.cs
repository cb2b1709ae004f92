namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// What came out for one setup: medians over the starts of the medians within each start. A ratio is one of two loads in the same round.
/// </summary>
/// <param name="Rate">What the setup did.</param>
/// <param name="RateRatio">How many in a second, by those of the first setup.</param>
/// <param name="TimeRatio">Processor time for one, by that of the first setup.</param>
/// <param name="ExtraMicroseconds">Processor time for one, less that of the first setup.</param>
/// <param name="LeastTimeRatio">Of all starts: one and the same program is cheaper or dearer from start to start.</param>
/// <param name="MostTimeRatio">Of all starts.</param>
sealed record Medians(
    Rate Rate, double RateRatio, double TimeRatio, double ExtraMicroseconds, double LeastTimeRatio, double MostTimeRatio)
{
    /// <param name="setup">Which one.</param>
    /// <param name="starts">For each start its rounds, for each round the rates of all setups.</param>
    public static Medians Of(int setup, IReadOnlyList<IReadOnlyList<Rate[]>> starts)
    {
        var timeRatios = Each(starts, rates => rates[setup].Microseconds / rates[0].Microseconds);
        return new Medians(
            new Rate(
                Median(Each(starts, rates => rates[setup].PerSecond)),
                Median(Each(starts, rates => rates[setup].Microseconds))),
            Median(Each(starts, rates => rates[setup].PerSecond / rates[0].PerSecond)),
            Median(timeRatios),
            Median(Each(starts, rates => rates[setup].Microseconds - rates[0].Microseconds)),
            timeRatios.Min(),
            timeRatios.Max());
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double[] Each(IReadOnlyList<IReadOnlyList<Rate[]>> starts, Func<Rate[], double> value) =>
        [.. starts.Select(rounds => Median(rounds.Select(value)))];
}
