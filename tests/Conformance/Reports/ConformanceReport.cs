namespace Stackbilt.Observability.Conformance;

/// <summary>Rules against carriers: the results of several runs, as Markdown, as one HTML page and as JSON.</summary>
/// <remarks>Markdown leaves out what differs from run to run, so that it can be kept in a repository and compared.</remarks>
public sealed class ConformanceReport
{
    readonly List<CarrierColumn> _columns = [];

    /// <summary>The names of the carriers, in the order of adding.</summary>
    public IReadOnlyList<string> Carriers => [.. _columns.Select(static column => column.Name)];

    /// <summary>Adds what a run of the suite came to.</summary>
    /// <param name="carrier">The name to show; not null.</param>
    /// <param name="results">A result for each rule, as <see cref="ConformanceSuite.RunAsync"/> gives it; not null.</param>
    /// <returns>This report.</returns>
    /// <exception cref="ArgumentNullException">One of the arguments is null.</exception>
    public ConformanceReport Add(string carrier, IReadOnlyList<RuleResult> results)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        ArgumentNullException.ThrowIfNull(results);
        _columns.Add(new CarrierColumn(carrier, results.ToDictionary(static result => result.Rule.Id)));
        return this;
    }

    /// <summary>A table of carriers, and one of rules for each group.</summary>
    public string ToMarkdown() => MarkdownReport.Write(_columns);

    /// <summary>One page without scripts: groups and rules fold, a rule opens to its statement and its failures.</summary>
    public string ToHtml() => HtmlReport.Write(_columns);

    /// <summary>JUnit's XML, which build servers read: a suite for each carrier, a case for each rule, failures first.</summary>
    public string ToJUnitXml() => JUnitReport.Write(_columns);

    /// <summary>Everything, for programs.</summary>
    public string ToJson() => JsonReport.Write(_columns);
}
