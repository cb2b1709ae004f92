namespace Stackbilt.Observability.Conformance;

/// <summary>One carrier's results by rule.</summary>
sealed record CarrierColumn(string Name, IReadOnlyDictionary<string, RuleResult> Results)
{
    public RuleResult? this[Rule rule] => Results.GetValueOrDefault(rule.Id);

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
