namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// Several setups under the same loads. All of them are started, warmed up and checked, and then loaded in turn, round after round, each
/// round beginning with another one, so that what else the machine does falls on all of them. That is done several times with new
/// processes: one and the same program is a third faster or slower from start to start, as the compiler happens to see it.
/// </summary>
/// <param name="Setups">How many there are; the others are compared with the first.</param>
/// <param name="Loads">How many different loads each gets.</param>
/// <param name="Starts">How often all are started.</param>
/// <param name="Rounds">How often each is measured then, under each load.</param>
/// <param name="Milliseconds">How long each time.</param>
/// <param name="WarmUp">What comes before the first load.</param>
sealed record Study(int Setups, int Loads, int Starts, int Rounds, int Milliseconds, WarmUp WarmUp)
{
    /// <summary>A process that is warm needs no more than what a new load brings.</summary>
    const int LeastOfWarm = 2;
    const int MostOfWarm = 6;

    /// <param name="start">Starts the setup with this number.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>For each load, the medians of each setup.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<Medians>>> RunAsync(Func<int, Task<ILoaded>> start, CancellationToken cancellation)
    {
        var measured = Enumerable.Range(0, Loads).Select(static _ => new List<IReadOnlyList<Rate[]>>()).ToArray();
        for (var number = 0; number < Starts; number++)
        {
            await Console.Error.WriteLineAsync($"start {number + 1} of {Starts}");
            await using var running = await RunningSetups.StartAsync(Setups, start);
            for (var load = 0; load < Loads; load++)
            {
                await WarmAsync(running.All, load, cancellation);
                measured[load].Add(await MeasureAsync(running.All, load, number, cancellation));
            }
        }

        return [.. measured.Select(starts => Enumerable.Range(0, Setups).Select(setup => Medians.Of(setup, starts)).ToList())];
    }

    async Task WarmAsync(IReadOnlyList<ILoaded> running, int load, CancellationToken cancellation)
    {
        var warmUp = load == 0 ? WarmUp : WarmUp with { Least = LeastOfWarm, Most = Math.Min(MostOfWarm, WarmUp.Most) };
        var taken = new List<int>();
        foreach (var setup in running)
        {
            taken.Add(await warmUp.RunAsync(milliseconds => setup.LoadAsync(load, milliseconds, cancellation)));
            await setup.CheckAsync(load, cancellation);
        }

        await Console.Error.WriteLineAsync(
            $"  load {load + 1} of {Loads}: warm after {string.Join(", ", taken)} x {warmUp.Milliseconds} ms");
    }

    async Task<List<Rate[]>> MeasureAsync(IReadOnlyList<ILoaded> running, int load, int start, CancellationToken cancellation)
    {
        var all = new List<Rate[]>();
        for (var round = 0; round < Rounds; round++)
        {
            var rates = new Rate[Setups];
            for (var next = 0; next < Setups; next++)
            {
                var which = (next + round + start) % Setups;
                rates[which] = await running[which].LoadAsync(load, Milliseconds, cancellation);
            }

            all.Add(rates);
        }

        return all;
    }
}
