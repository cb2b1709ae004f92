using System.Reflection;

namespace Stackbilt.Observability.Conformance;

/// <summary>Every rule of the specification, and a run of all of them against a carrier.</summary>
/// <remarks>Safe from any thread; runs may overlap.</remarks>
public static class ConformanceSuite
{
    static readonly IReadOnlyDictionary<string, RuleBody> Bodies = RuleBook.All;

    /// <summary>The version of the suite, as it stands in reports.</summary>
    public static string Version { get; } = typeof(ConformanceSuite).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The rules in the order of the specification.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
        [.. Specification.Rules.Where(static text => Bodies.ContainsKey(text.Id)).Select(static text => new Rule(text, Bodies[text.Id]))];

    /// <summary>The specification, in Markdown.</summary>
    public static string SpecificationText => Specification.Text;

    /// <summary>The ids of rules that the specification words, in its order.</summary>
    public static IReadOnlyList<string> WordedIds { get; } = [.. Specification.Rules.Select(static text => text.Id)];

    /// <summary>The ids of rules that have code. A test of this project's own compares the two.</summary>
    public static IReadOnlyList<string> ImplementedIds { get; } = [.. Bodies.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The rule of an id.</summary>
    /// <param name="id">The id: <c>NEST-01</c>.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public static Rule Find(string id) =>
        Rules.FirstOrDefault(rule => rule.Id == id) ?? throw new ArgumentException($"There is no rule {id}.", nameof(id));

    /// <summary>Checks every rule against a carrier, one after the other.</summary>
    /// <param name="createCarrier">Gives a new carrier at each call; not null.</param>
    /// <param name="options">Time limit and seed; null for the usual ones.</param>
    /// <returns>A result for each rule, in the order of the rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="createCarrier"/> is null.</exception>
    public static async Task<IReadOnlyList<RuleResult>> RunAsync(
        Func<IContextCarrier> createCarrier,
        ConformanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(createCarrier);
        var results = new List<RuleResult>(Rules.Count);
        var run = new ConformanceRun(options);
        foreach (var rule in Rules)
            results.Add(await run.CheckAsync(rule, createCarrier));

        return results;
    }
}
