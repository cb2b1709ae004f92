namespace Stackbilt.Observability.Conformance;

/// <summary>One carrier's results by rule.</summary>
sealed record CarrierColumn(string Name, IReadOnlyDictionary<string, RuleResult> Results)
{
    public RuleResult? this[Rule rule] => Results.GetValueOrDefault(rule.Id);

    /// <summary>What the carrier claimed, in words.</summary>
    public string Claims => Results.Values.FirstOrDefault(static result => result.Claims is not null)?.Claims?.ToString() ?? "unknown";

    public int Seed => Results.Values.FirstOrDefault()?.Seed ?? 0;

    public int Checks => Results.Values.Sum(static result => result.Checks);

    /// <summary>In the order of the rules.</summary>
    public IEnumerable<RuleResult> Failures => ConformanceSuite.Rules.Select(rule => this[rule]).OfType<RuleResult>()
        .Where(static result => result.Outcome == RuleOutcome.Failed);

    public int Count(RuleOutcome outcome) => Results.Values.Count(result => result.Outcome == outcome);

    /// <summary>The outcome as a word: a colour or a sign alone would not be for everybody.</summary>
    public string Word(Rule rule) => this[rule]?.Outcome switch
    {
        RuleOutcome.Passed => "passes",
        RuleOutcome.Declined => "declines",
        RuleOutcome.Failed => "FAILS",
        _ => "",
    };
}
