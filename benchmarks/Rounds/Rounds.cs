namespace Stackbilt.Observability.Benchmarks;

/// <summary>Loads several setups in turn, round after round, each round beginning with another one.</summary>
static class Rounds
{
    const int WarmUps = 2;

    /// <param name="setups">How many there are; the others are compared with the first.</param>
    /// <param name="rounds">How often each is loaded.</param>
    /// <param name="load">Loads the one with this number.</param>
    /// <returns>The medians of each setup.</returns>
    public static async Task<IReadOnlyList<Medians>> RunAsync(int setups, int rounds, Func<int, Task<Rate>> load)
    {
        var all = new List<Rate[]>();
        for (var round = -WarmUps; round < rounds; round++)
        {
            var rates = new Rate[setups];
            for (var next = 0; next < setups; next++)
            {
                var which = (next + round + WarmUps) % setups;
                rates[which] = await load(which);
            }

            if (round >= 0)
                all.Add(rates);
        }

        return [.. Enumerable.Range(0, setups).Select(setup => Of(setup, all))];
    }

    static Medians Of(int setup, List<Rate[]> rounds) => new(
        new Rate(
            Median(rounds.Select(rates => rates[setup].PerSecond)),
            Median(rounds.Select(rates => rates[setup].Microseconds))),
        Median(rounds.Select(rates => rates[setup].PerSecond / rates[0].PerSecond)),
        Median(rounds.Select(rates => rates[setup].Microseconds - rates[0].Microseconds)));

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}

/// <summary>What a setup did under load.</summary>
/// <param name="PerSecond">How many calls or messages were done in a second.</param>
/// <param name="Microseconds">Processor time that its processes took for one.</param>
readonly record struct Rate(double PerSecond, double Microseconds);

/// <summary>The medians of all rounds.</summary>
/// <param name="Rate">What the setup did.</param>
/// <param name="RateRatio">How many in a second, by those of the first setup in the same round.</param>
/// <param name="ExtraMicroseconds">Processor time for one, less that of the first setup in the same round.</param>
sealed record Medians(Rate Rate, double RateRatio, double ExtraMicroseconds);
