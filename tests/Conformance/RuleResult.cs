namespace Stackbilt.Observability.Conformance;

/// <summary>How a carrier did on a rule. There is no "skipped": each rule always checks one half or the other.</summary>
public enum RuleOutcome
{
    /// <summary>It claims what the rule depends on, and the rule holds.</summary>
    Passed,

    /// <summary>It breaks the rule.</summary>
    Failed,

    /// <summary>It does not claim what the rule depends on, and answered with nothing, as it must.</summary>
    Declined,
}

/// <summary>What came of checking one rule against one carrier.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Message">For a failure the whole story, for a person to read; else a sentence.</param>
/// <param name="Duration">How long it took. For information: nothing depends on it.</param>
public sealed record RuleResult(Rule Rule, RuleOutcome Outcome, string Message, TimeSpan Duration)
{
    /// <summary>What was thrown, where the carrier or the work did not come to an ordinary end; else null.</summary>
    public Exception? Exception { get; init; }

    /// <summary>What the carrier claimed; null where there was none to ask.</summary>
    public CarrierCapabilities? Claims { get; init; }

    /// <summary>The seed of the random programs.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the rule had not come to an end within its limit.</summary>
    public bool HasHung => Exception is TimeoutException;

    /// <summary>How often something that was seen was compared with what was expected. For information.</summary>
    public int Checks { get; init; }

    /// <summary>For a binding to a test framework: a failure becomes an exception.</summary>
    /// <exception cref="RuleBrokenException">The outcome is <see cref="RuleOutcome.Failed"/>.</exception>
    public void ThrowIfFailed()
    {
        if (Outcome == RuleOutcome.Failed)
            throw new RuleBrokenException(Message, Exception);
    }
}
