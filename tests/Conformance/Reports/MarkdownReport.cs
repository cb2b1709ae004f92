using System.Globalization;
using System.Text;

namespace Stackbilt.Observability.Conformance;

static class MarkdownReport
{
    public static string Write(IReadOnlyList<CarrierColumn> columns)
    {
        var text = new StringBuilder("""
            # Conformance

            Written by the conformance suite; do not edit. *passes*: the carrier claims what the rule depends on, and the rule holds.
            *declines*: it does not claim that, and answers with nothing, as it must. No rule is ever skipped. The rules are worded in
            the specification.


            """.ReplaceLineEndings("\n"));
        text.Append(CultureInfo.InvariantCulture, $"Suite {ConformanceSuite.Version}, {ConformanceSuite.Rules.Count} rules.\n\n");
        Row(text, ["Carrier", "claims", "seed", "passes", "declines", "fails"]);
        Row(text, ["---", "---", "---:", "---:", "---:", "---:"]);
        foreach (var column in columns)
        {
            Row(text, [
                column.Name,
                column.Claims,
                Number(column.Seed),
                Number(column.Count(RuleOutcome.Passed)),
                Number(column.Count(RuleOutcome.Declined)),
                Number(column.Count(RuleOutcome.Failed)),
            ]);
        }

        Failures(text, columns);
        foreach (var group in ConformanceSuite.Rules.GroupBy(static rule => rule.Group))
        {
            text.Append("\n## ").Append(group.Key).Append("\n\n");
            Row(text, ["Rule", "", .. columns.Select(static column => column.Name)]);
            Row(text, ["---", "---", .. columns.Select(static _ => "---")]);
            foreach (var rule in group)
                Row(text, [$"[{rule.Id}]({rule.Link})", rule.Title, .. columns.Select(column => column.Word(rule))]);
        }

        return text.ToString();
    }

    static void Failures(StringBuilder text, IReadOnlyList<CarrierColumn> columns)
    {
        var failures = columns.SelectMany(static column => column.Failures.Select(result => (column.Name, result))).ToArray();
        if (failures.Length == 0)
            return;

        text.Append("\n## Failures\n");
        foreach (var (name, result) in failures)
            text.Append("\n**").Append(name).Append("**, [").Append(result.Rule.Id).Append("](").Append(result.Rule.Link).Append(")\n\n```\n").Append(result.Message.ReplaceLineEndings("\n")).Append("\n```\n");
    }

    static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
