namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>A rule that nobody can break proves nothing: each one is proved by a carrier that it catches.</summary>
public sealed class GalleryTests
{
    // A few of them hang; a rule takes milliseconds.
    static readonly ConformanceOptions Patient = new() { TimeLimit = TimeSpan.FromSeconds(10) };

    public static TheoryData<string, string> Proofs
    {
        get
        {
            var proofs = new TheoryData<string, string>();
            foreach (var carrier in BrokenCarriers.All)
            {
                foreach (var rule in BrokenCarriers.RulesCatching(carrier))
                    proofs.Add(rule, carrier.Name);
            }

            return proofs;
        }
    }

    [Theory]
    [MemberData(nameof(Proofs))]
    public async Task A_rule_catches_the_carriers_that_break_it(string rule, string carrier)
    {
        var broken = BrokenCarriers.All.Single(type => type.Name == carrier);

        var result = await ConformanceSuite.Find(rule).CheckAsync(BrokenCarriers.FactoryOf(broken), Patient);

        Assert.Equal(RuleOutcome.Failed, result.Outcome);
        Assert.Contains("seen:", result.Message, StringComparison.Ordinal);
        Assert.Contains("expected:", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_catches_somebody()
    {
        var proved = BrokenCarriers.All.SelectMany(BrokenCarriers.RulesCatching).ToHashSet();

        Assert.DoesNotContain(ConformanceSuite.Rules, rule => !proved.Contains(rule.Id));
    }

    [Fact]
    public async Task Null_posing_as_a_carrier_breaks_every_rule_that_needs_a_claim()
    {
        var results = await ConformanceSuite.RunAsync(static () => new NullPosingCarrier(), Patient);

        Assert.DoesNotContain(
            results, result => result.Rule.Capabilities != CarrierCapabilities.None && result.Outcome != RuleOutcome.Failed);
    }

    [Fact]
    public void Every_carrier_of_the_gallery_is_caught_by_something() =>
        Assert.All(BrokenCarriers.All, static carrier => Assert.NotEmpty(BrokenCarriers.RulesCatching(carrier)));
}
