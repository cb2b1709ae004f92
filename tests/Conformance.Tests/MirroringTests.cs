namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>What a decorator does that the documentation recommends must be within the limits of what attaching costs.</summary>
public sealed class MirroringTests
{
    static readonly Dictionary<string, Func<IContextCarrier>> Inner = new()
    {
        ["AsyncLocal"] = static () => new AsyncLocalCarrier(),
        ["Activity"] = static () => new ActivityCarrier(),
        ["sound"] = static () => new SoundCarrier(),
    };

    [Theory]
    [InlineData("AsyncLocal", false)]
    [InlineData("AsyncLocal", true)]
    [InlineData("Activity", false)]
    [InlineData("Activity", true)]
    [InlineData("sound", false)]
    [InlineData("sound", true)]
    public async Task A_decorator_that_mirrors_the_span_and_opens_a_log_scope_costs_little(string inner, bool spansAreActivities)
    {
        foreach (var id in (string[])["DEGR-11", "DEGR-17"])
        {
            var result = await ConformanceSuite.Find(id).CheckAsync(
                () => new MirroringCarrier(Inner[inner]()), new ConformanceOptions { SpansAreActivities = spansAreActivities });

            Assert.True(result.Outcome == RuleOutcome.Passed, result.Message);
        }
    }
}
