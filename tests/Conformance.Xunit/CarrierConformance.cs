using Xunit;

namespace Stackbilt.Observability.Conformance.Xunit;

/// <summary>Derive from it, say how to make a carrier, and each rule of the specification is a test of its own.</summary>
/// <remarks>The tests of one class run one after the other, those of several classes at the same time.</remarks>
public abstract class CarrierConformance
{
    /// <summary>All rules, for xunit to make tests of.</summary>
    public static TheoryData<ConformanceRule> Rules
    {
        get
        {
            var rules = new TheoryData<ConformanceRule>();
            foreach (var rule in ConformanceSuite.Rules)
                rules.Add(new ConformanceRule(rule.Id));

            return rules;
        }
    }

    /// <summary>Time limit and seed; the usual ones unless overridden.</summary>
    protected virtual ConformanceOptions Options => ConformanceOptions.Usual;

    /// <summary>Checks one rule. For xunit to call.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="RuleBrokenException">The carrier breaks the rule; the message says how.</exception>
    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Conforms(ConformanceRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var result = await ConformanceSuite.Find(rule.Id).CheckAsync(CreateCarrier, Options);
        result.ThrowIfFailed();
    }

    /// <summary>Makes a new carrier. Called at least once for each rule.</summary>
    /// <returns>The carrier, never the same one twice.</returns>
    protected abstract IContextCarrier CreateCarrier();
}
