namespace Stackbilt.Observability.Conformance;

/// <summary>
/// The story of a failure: the rule, the half of it that was checked, what was seen and expected, and which word of the claims to
/// change if the carrier is right.
/// </summary>
static class FailureText
{
    public static string Of(Rule rule, CarrierCapabilities? claims, Exception exception, ConformanceOptions options)
    {
        var missing = claims is { } claimed ? rule.Capabilities & ~claimed : CarrierCapabilities.None;
        return $"""
            {rule.Id} {rule.Title}
            {Demand(rule, missing)}
            {Story(exception, options)}
              usually:   {rule.UsualCause}{Advice(rule, claims, missing)}
            """;
    }

    static string Demand(Rule rule, CarrierCapabilities missing) => missing == 0
        ? rule.Statement
        : $"The carrier does not claim {missing}. So this must be seen: {rule.Without}";

    static string Advice(Rule rule, CarrierCapabilities? claims, CarrierCapabilities missing)
    {
        if (claims is null || rule.Capabilities == 0)
            return "";

        var advice = missing == 0
            ? $"the rule needs {rule.Capabilities}. A carrier that cannot do that does not claim it"
            : $"without {missing} the answer is nothing. A carrier that can do that claims it";
        return $"\n  claims:    {advice}.";
    }

    static string Story(Exception exception, ConformanceOptions options) => exception switch
    {
        RuleBrokenException => exception.Message,
        TimeoutException => RuleRun.Story($"no end after {options.TimeLimit.TotalSeconds:0.#} s", "an end"),
        _ => RuleRun.Story($"{exception.GetType().FullName}: {exception.Message}", "nothing thrown"),
    };
}
