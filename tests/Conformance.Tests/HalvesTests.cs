namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>
/// Declining hides nothing: whatever a carrier claims, both halves of each rule can fail. Each set of claims that fit together is
/// made by a carrier that has nothing, by one that has all, and by one that always answers somebody else's span.
/// </summary>
public sealed class HalvesTests
{
    static readonly ConformanceOptions Patient = new() { TimeLimit = TimeSpan.FromMinutes(1) };

    /// <summary>
    /// Where a carrier that has more than it claims passes all the same, and why that is right. Somebody else's span is still
    /// caught there.
    /// </summary>
    static readonly (string Why, CarrierCapabilities Claimed, CarrierCapabilities NotClaimed, string[] Rules)[] MayHaveMore =
    [
        ("the library itself makes a plain child", CarrierCapabilities.Ambient, CarrierCapabilities.FlowsAcrossAwait,
            ["LIFE-11", "LIFE-12", "LIFE-13", "LIFE-15", "EXPL-13", "INTEROP-07"]),
        ("the library itself closes the scope where the work first waits", CarrierCapabilities.Ambient, CarrierCapabilities.FlowsAcrossAwait,
            ["ASYNC-49"]),
        ("what an async method leaves may stay until its span ends", CarrierCapabilities.Ambient, CarrierCapabilities.FlowsAcrossAwait,
            ["ASYNC-07", "ASYNC-10", "ASYNC-29", "ASYNC-52"]),
        ("the same, in a context that it may have captured", CarrierCapabilities.FlowsIntoForks, CarrierCapabilities.FlowsAcrossAwait,
            ["ASYNC-45"]),
        ("the flows are threads, which do not await", CarrierCapabilities.FlowsIntoForks, CarrierCapabilities.FlowsAcrossAwait,
            ["ASYNC-46", "ISO-09"]),
        ("the library itself makes a plain child", CarrierCapabilities.None, CarrierCapabilities.Ambient, ["LIFE-15"]),
    ];

    public static TheoryData<CarrierCapabilities> ClaimsThatFit => new(
        Enumerable.Range(0, 32).Select(static bits => (CarrierCapabilities)bits)
            .Where(static claims => claims.HasFlag(CarrierCapabilities.Ambient) || (claims & ~CarrierCapabilities.PassesToWork) == 0));

    [Theory]
    [MemberData(nameof(ClaimsThatFit))]
    public async Task What_is_claimed_is_looked_for(CarrierCapabilities claims)
    {
        var unnoticed = await UnnoticedAsync(
            Rules(claims, isClaimed: true), () => new ClaimingCarrier(new NullCarrier(), claims));

        Assert.Empty(unnoticed);
    }

    [Theory]
    [MemberData(nameof(ClaimsThatFit))]
    public async Task What_is_not_claimed_is_not_to_be_seen(CarrierCapabilities claims)
    {
        var unnoticed = new List<string>();
        foreach (var rule in Rules(claims, isClaimed: false))
            unnoticed.AddRange(await UnnoticedAsync([rule], () => new ClaimingCarrier(HasAll(rule, claims), claims)));

        Assert.Equal(RulesWhereItMayHaveMore(claims).Select(static rule => rule.Id), unnoticed);
    }

    [Theory]
    [MemberData(nameof(ClaimsThatFit))]
    public async Task Where_it_may_have_more_somebody_elses_span_is_not_to_be_seen(CarrierCapabilities claims)
    {
        var unnoticed = await UnnoticedAsync(
            RulesWhereItMayHaveMore(claims), () => new ClaimingCarrier(new StrangersCarrier(), claims));

        Assert.Empty(unnoticed);
    }

    static IEnumerable<Rule> RulesWhereItMayHaveMore(CarrierCapabilities claims) => Rules(claims, isClaimed: false).Where(rule =>
        MayHaveMore.Any(may => claims.HasFlag(may.Claimed) && !claims.HasFlag(may.NotClaimed) && may.Rules.Contains(rule.Id)));

    static IEnumerable<Rule> Rules(CarrierCapabilities claims, bool isClaimed) => ConformanceSuite.Rules.Where(
        rule => rule.Capabilities != 0 && isClaimed == ((rule.Capabilities & ~claims) == 0));

    static IContextCarrier HasAll(Rule rule, CarrierCapabilities claims) =>
        (rule.Capabilities | claims).HasFlag(CarrierCapabilities.AdoptsActivities) ? new ActivityCarrier() : new AsyncLocalCarrier();

    static async Task<List<string>> UnnoticedAsync(IEnumerable<Rule> rules, Func<IContextCarrier> create)
    {
        var unnoticed = new List<string>();
        foreach (var rule in rules)
        {
            if ((await rule.CheckAsync(create, Patient)).Outcome != RuleOutcome.Failed)
                unnoticed.Add(rule.Id);
        }

        return unnoticed;
    }

    /// <summary>Always answers a span that nobody attached.</summary>
    sealed class StrangersCarrier : IContextCarrier
    {
        static readonly Span Stranger = new Tracer(new NullCarrier()).StartRoot("stranger");

        public CarrierCapabilities Capabilities => CarrierCapabilities.None;

        public Span? Current => Stranger;

        public CarrierScope Attach(Span? span) => new(Stranger);
    }
}
