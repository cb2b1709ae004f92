namespace Stackbilt.Observability.Conformance;

/// <summary>
/// The story of a failure: the rule, the half of it that was checked, what was seen and expected, and which word of the claims to
/// change if the carrier is right.
/// </summary>
static class FailureText
{
    public static string Of(
        Rule rule,
        CarrierCapabilities? claims,
        CarrierCapabilities wrongWord,
        Exception exception,
        ConformanceOptions options)
    {
        var missing = claims is { } claimed ? rule.Capabilities & ~claimed : CarrierCapabilities.None;
        return $"""
            {rule.Id} {rule.Title}
            {Demand(rule, missing)}
            {Story(exception, options)}
              usually:   {rule.UsualCause}{Advice(rule, claims, missing, wrongWord)}
            """;
    }

    static string Demand(Rule rule, CarrierCapabilities missing) => missing == 0
        ? rule.Statement
        : $"The carrier does not claim {missing}. So this must be seen: {rule.Without}";

    /// <summary>Names the word to change: the one that is known to be wrong, or what the rule needs.</summary>
    static string Advice(Rule rule, CarrierCapabilities? claims, CarrierCapabilities missing, CarrierCapabilities wrongWord)
    {
        var words = wrongWord != 0 ? wrongWord : missing != 0 ? missing : Doubtful(rule.Capabilities);
        if (claims is null || words == 0)
            return "";

        var isOne = int.IsPow2((int)words);
        var text = words.ToString().Replace(", ", " and ", StringComparison.Ordinal);
        return (words & ~claims.Value) != 0
            ? $"\n  claims:    {text} {(isOne ? "is" : "are")} not claimed. If the carrier can do this, claim {(isOne ? "it" : "them")}."
            : $"\n  claims:    {text} {(isOne ? "is" : "are")} claimed. If the carrier cannot do {(isOne ? "this, take it out" : "one of them, take it out")}.";
    }

    /// <summary>Whether the carrier is ambient at all is asked by simpler rules.</summary>
    static CarrierCapabilities Doubtful(CarrierCapabilities needed)
    {
        var further = needed & ~(CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient);
        return further == 0 ? needed : further;
    }

    static string Story(Exception exception, ConformanceOptions options) => exception switch
    {
        RuleBrokenException => exception.Message,
        TimeoutException => RuleRun.Story($"no end after {options.TimeLimit.TotalSeconds:0.#} s", "an end"),
        _ => RuleRun.Story($"{exception.GetType().FullName}: {exception.Message}", "nothing thrown"),
    };
}
