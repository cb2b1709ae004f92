using System.Globalization;
using System.Net;
using System.Text;

namespace Stackbilt.Observability.Conformance;

/// <summary>One page that needs nothing else: no script, no font, no picture from anywhere.</summary>
static class HtmlReport
{
    const string Style = """
        :root { color-scheme: light dark; --ink: #1c2430; --dim: #5c6675; --line: #d9dee6; --page: #fbfcfe; --card: #fff;
          --good: #17733f; --calm: #4d5b73; --bad: #b3261e; --bad-page: #fdecea; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ef; --dim: #9aa5b5; --line: #313a47; --page: #12161c;
          --card: #191f27; --good: #62c98d; --calm: #a3b1c7; --bad: #ff8a80; --bad-page: #3a1a1a; } }
        body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--ink);
          font: 1rem/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.6rem; } p { max-width: 44rem; color: var(--dim); }
        table { border-collapse: collapse; margin: 1rem 0 2rem; } td, th { padding: .3rem 1rem .3rem 0; text-align: left; }
        td + td, th + th { text-align: right; } td:last-child, th:last-child { padding-right: 0; } tr { border-bottom: 1px solid var(--line); }
        details.group { margin: .8rem 0; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
        details.group > summary { padding: .6rem 1rem; font-weight: 600; cursor: pointer; }
        details.rule { border-top: 1px solid var(--line); } details.rule > summary { padding: .4rem 1rem; cursor: pointer;
          display: grid; grid-template-columns: 7rem minmax(0, 1fr) auto; gap: .2rem .8rem; align-items: baseline;
          overflow-wrap: anywhere; }
        .id, code { font-family: ui-monospace, monospace; font-size: .85rem; } .id { color: var(--dim); }
        .id::before { content: "\25B8\A0"; } details[open] > summary > .id::before { content: "\25BE\A0"; }
        .marks { display: grid; grid-auto-flow: column; grid-auto-columns: 8.5rem; gap: .2rem 1rem; font-size: .85rem; }
        .passes { color: var(--good); } .declines { color: var(--calm); } .FAILS { color: var(--bad); font-weight: 700; }
        .more { padding: 0 1rem .8rem; } pre { padding: .8rem; border-radius: .4rem; background: var(--bad-page);
          white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
        @media (max-width: 46rem) { details.rule > summary { grid-template-columns: 6.5rem minmax(0, 1fr); }
          .marks { grid-column: 1 / -1; gap: .2rem .6rem; font-size: .78rem; grid-auto-flow: row; }
          td, th { padding-right: .5rem; } }
        """;

    public static string Write(IReadOnlyList<CarrierColumn> columns)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Conformance</title>\n<style>\n")
            .Append(Style).Append("\n</style>\n</head>\n<body>\n<h1>Conformance of context carriers</h1>\n")
            .Append("<p>A carrier <em>passes</em> where it claims what a rule depends on and the rule holds. It <em>declines</em> ")
            .Append("where it does not claim that and answers with nothing, as it must. No rule is skipped.</p>\n")
            .Append(CultureInfo.InvariantCulture, $"<p>Suite {Text(ConformanceSuite.Version)}, {ConformanceSuite.Rules.Count} rules.</p>\n");
        Summary(page, columns);
        Failures(page, columns);
        foreach (var group in ConformanceSuite.Rules.GroupBy(static rule => rule.Group))
        {
            page.Append(CultureInfo.InvariantCulture, $"<details class=\"group\" open=\"\"><summary>{Text(group.Key)}, {group.Count()} rules</summary>\n");
            foreach (var rule in group)
                Write(page, rule, columns);

            page.Append("</details>\n");
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    static void Summary(StringBuilder page, IReadOnlyList<CarrierColumn> columns)
    {
        page.Append("<table>\n<tr><th>Carrier</th><th>claims</th><th>seed</th><th>checks</th><th>passes</th><th>declines</th><th>fails</th></tr>\n");
        foreach (var column in columns)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{Text(column.Name)}</td><td>{Text(column.Claims)}</td><td>{column.Seed}</td><td>{column.Checks}</td><td>{column.Count(RuleOutcome.Passed)}</td><td>{column.Count(RuleOutcome.Declined)}</td><td>{column.Count(RuleOutcome.Failed)}</td></tr>

                """);
        }

        page.Append("</table>\n");
    }

    static void Failures(StringBuilder page, IReadOnlyList<CarrierColumn> columns)
    {
        foreach (var column in columns.Where(static column => column.Failures.Any()))
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(column.Name)} fails</h2>\n<ul>\n");
            foreach (var failure in column.Failures)
                page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{failure.Rule.Id}\">{failure.Rule.Id}</a> {Text(failure.Rule.Title)}</li>\n");

            page.Append("</ul>\n");
        }
    }

    static void Write(StringBuilder page, Rule rule, IReadOnlyList<CarrierColumn> columns)
    {
        var hasFailed = columns.Any(column => column[rule]?.Outcome == RuleOutcome.Failed);
        page.Append(hasFailed ? "<details class=\"rule\" open=\"\">" : "<details class=\"rule\">")
            .Append(CultureInfo.InvariantCulture, $"<summary id=\"{rule.Id}\"><span class=\"id\">{rule.Id}</span><span>{Text(rule.Title)}</span><span class=\"marks\">");
        foreach (var column in columns)
            page.Append(CultureInfo.InvariantCulture, $"<span class=\"{column.Word(rule)}\">{Text(column.Name)} {column.Word(rule)}</span>");

        page.Append(CultureInfo.InvariantCulture, $"</span></summary>\n<div class=\"more\"><p>{Prose(rule.Statement)}</p><p>Needs: {Needs(rule)}</p>");
        foreach (var column in columns)
        {
            if (column[rule] is { Outcome: RuleOutcome.Failed } failed)
                page.Append(CultureInfo.InvariantCulture, $"<pre>{Text(column.Name)}\n{Text(failed.Message)}</pre>");
        }

        page.Append("</div></details>\n");
    }

    static string Needs(Rule rule) => rule.Capabilities == CarrierCapabilities.None ? "nothing" : rule.Capabilities.ToString();

    static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The specification is Markdown: what stands between backticks is code.</summary>
    static string Prose(string text) => string.Concat(
        text.Split('`').Select(static (part, at) => at % 2 == 0 ? Text(part) : $"<code>{Text(part)}</code>"));
}
