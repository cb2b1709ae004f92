using Xunit.Abstractions;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>The rules about many flows at once, at an effort that makes a million checks for each carrier.</summary>
public sealed class MillionTests(ITestOutputHelper output)
{
    static readonly Dictionary<string, Func<IContextCarrier>> Carriers = new()
    {
        ["AsyncLocal"] = static () => new AsyncLocalCarrier(),
        ["Explicit"] = static () => new ExplicitCarrier(),
        ["Null"] = static () => new NullCarrier(),
    };

    // The seed is for the random programs; what threads do at full speed no seed gives again.
    readonly ConformanceOptions _options = new() { Seed = 20_000, Effort = 42, TimeLimit = TimeSpan.FromMinutes(5) };

    public static TheoryData<string> Names => [.. Carriers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_wrong_parent_in_a_million(string carrier)
    {
        output.WriteLine($"seed {_options.Seed}");

        var threads = await CheckAsync(carrier, "ISO-05");
        var asynchronous = await CheckAsync(carrier, "ISO-06");

        Assert.True(threads + asynchronous >= 1_000_000);
    }

    [Fact]
    public async Task No_wrong_answer_in_a_million_steps_of_random_programs()
    {
        output.WriteLine($"seed {_options.Seed}");

        Assert.True(await CheckAsync("AsyncLocal", "ISO-09") >= 1_000_000);
    }

    async Task<int> CheckAsync(string carrier, string rule)
    {
        var result = await ConformanceSuite.Find(rule).CheckAsync(Carriers[carrier], _options);
        output.WriteLine($"{carrier}, {rule}: {result.Checks:N0} checks in {result.Duration.TotalSeconds:0.0} s");
        result.ThrowIfFailed();
        return result.Checks;
    }
}
