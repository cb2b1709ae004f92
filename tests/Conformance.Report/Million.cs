using System.Diagnostics;
using Stackbilt.Observability;
using Stackbilt.Observability.Conformance;

/// <summary>The rules about many flows at once, at an effort that makes more than a million checks for each carrier.</summary>
static class Million
{
    public static async Task<int> RunAsync(int seed)
    {
        // What threads do at full speed no seed gives again; it is for the random programs.
        Console.WriteLine($"seed {seed}");
        var options = new ConformanceOptions { Seed = seed, Effort = 42, TimeLimit = TimeSpan.FromMinutes(10) };
        var failed = await RunAsync("AsyncLocal", static () => new AsyncLocalCarrier(), ["ISO-05", "ISO-06", "ISO-09"], options)
            + await RunAsync("Explicit", static () => new ExplicitCarrier(), ["ISO-05", "ISO-06"], options)
            + await RunAsync("Null", static () => new NullCarrier(), ["ISO-05", "ISO-06"], options);
        return failed == 0 ? 0 : 1;
    }

    static async Task<int> RunAsync(string name, Func<IContextCarrier> create, string[] rules, ConformanceOptions options)
    {
        var started = Stopwatch.GetTimestamp();
        var (checks, failed) = (0, 0);
        foreach (var rule in rules)
        {
            var result = await ConformanceSuite.Find(rule).CheckAsync(create, options);
            checks += result.Checks;
            if (result.Outcome != RuleOutcome.Failed)
                continue;

            failed++;
            Console.WriteLine(result.Message);
        }

        Console.WriteLine(
            $"{name}: {checks:N0} checks of {string.Join(", ", rules)}, {failed} rules broken, in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        return failed;
    }
}
