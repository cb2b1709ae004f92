using System.Collections.Concurrent;
using Xunit;

namespace Stackbilt.Observability.Conformance.Xunit;

/// <summary>Derive from it, say how to make a carrier, and each rule of the specification is a test of its own.</summary>
/// <remarks>
/// The name of the rule that is running is in the file <c>Class.running</c> beside the tests until the rule has come to an end:
/// where a carrier ends the process, it is still there. The tests of one class run one after the other, those of several classes at the same time.
/// </remarks>
public abstract class CarrierConformance
{
    static readonly ConcurrentDictionary<Type, ConformanceRun> Runs = new();

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

    /// <summary>Limits and seed, the same for all tests of the class; the usual ones unless overridden.</summary>
    protected virtual ConformanceOptions Options => ConformanceOptions.Usual;

    /// <summary>Checks one rule. For xunit to call.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="RuleBrokenException">The carrier breaks the rule; the message says how.</exception>
    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Conforms(ConformanceRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var run = Runs.GetOrAdd(GetType(), static (_, options) => new ConformanceRun(options), Options);
        var running = Path.Combine(AppContext.BaseDirectory, $"{GetType().Name}.running");
        await File.WriteAllTextAsync(running, rule.ToString());
        var result = await run.CheckAsync(ConformanceSuite.Find(rule.Id), CreateCarrier);
        File.Delete(running);
        result.ThrowIfFailed();
    }

    /// <summary>Makes a new carrier. Called at least once for each rule.</summary>
    /// <returns>The carrier, never the same one twice.</returns>
    protected abstract IContextCarrier CreateCarrier();
}
