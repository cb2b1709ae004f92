namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// Every setup under load in turn, round after round, each round beginning with another one, so that what else the machine does
/// falls on all of them. The ratios are medians of those within a round. The servers are started several times: one and the same
/// program is a third faster or slower from start to start, as the compiler happens to see it.
/// </summary>
static class RequestStudy
{
    const int WarmUps = 2;

    public static async Task<IReadOnlyList<ServedRequests>> RunAsync(int starts, int rounds, int seconds, CancellationToken cancellation)
    {
        var measured = ServeCommand.Endpoints.Select(static _ => new List<RequestRate[]>()).ToArray();
        for (var start = 0; start < starts; start++)
        {
            await Console.Error.WriteLineAsync($"start {start + 1} of {starts}");
            var servers = new List<Served>();
            try
            {
                for (var setup = 0; setup < ServedSetup.All.Count; setup++)
                    servers.Add(await Served.StartAsync(setup, cancellation));

                for (var endpoint = 0; endpoint < measured.Length; endpoint++)
                    measured[endpoint].AddRange(await RunAsync(servers, ServeCommand.Endpoints[endpoint], rounds, seconds, cancellation));
            }
            finally
            {
                servers.ForEach(server => server.Dispose());
            }
        }

        return [.. measured.SelectMany((rates, endpoint) => Summary(ServeCommand.Endpoints[endpoint], rates))];
    }

    static async Task<List<RequestRate[]>> RunAsync(
        List<Served> servers, string endpoint, int rounds, int seconds, CancellationToken cancellation)
    {
        var all = new List<RequestRate[]>();
        for (var round = -WarmUps; round < rounds; round++)
        {
            var rates = new RequestRate[servers.Count];
            for (var next = 0; next < servers.Count; next++)
            {
                var setup = (next + round + WarmUps) % servers.Count;
                rates[setup] = await servers[setup].LoadAsync(endpoint, seconds, cancellation);
            }

            if (round >= 0)
                all.Add(rates);
        }

        return all;
    }

    static IEnumerable<ServedRequests> Summary(string endpoint, List<RequestRate[]> rounds)
    {
        var measured = ServedSetup.All.Select((setup, index) => new ServedRequests(
            endpoint,
            setup,
            new RequestRate(
                Median(rounds.Select(rates => rates[index].PerSecond)),
                Median(rounds.Select(rates => rates[index].Microseconds))),
            Median(rounds.Select(rates => rates[index].PerSecond / rates[0].PerSecond)),
            Median(rounds.Select(rates => rates[index].Microseconds / rates[0].Microseconds)))).ToList();

        // Where the SDK listens, the goal is what the peer reaches.
        return measured.Select((of, index) => of with { Goal = of.Setup.Goal ?? (index is 2 or 3 ? measured[1].RateRatio : null) });
    }

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}

/// <summary>What came out for one endpoint and one way of tracing.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Setup">The way of tracing.</param>
/// <param name="Median">Of all rounds.</param>
/// <param name="RateRatio">Requests by those without tracing.</param>
/// <param name="TimeRatio">Processor time by that without tracing.</param>
sealed record ServedRequests(string Endpoint, ServedSetup Setup, RequestRate Median, double RateRatio, double TimeRatio)
{
    /// <summary>The least share of the requests that is wanted; null for none.</summary>
    public double? Goal { get; init; }
}
