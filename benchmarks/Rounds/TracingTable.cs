using System.Globalization;
using Spectre.Console;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Ways of tracing next to each other: the first is none, and the second the peer, whose rate is the goal of the others.</summary>
static class TracingTable
{
    /// <param name="command">The command that has measured.</param>
    /// <param name="one">What was counted, in the singular.</param>
    /// <param name="measured">The ways of tracing and what came out.</param>
    /// <param name="isWritten">Whether it goes into the page as well.</param>
    public static void Show(string command, string one, IReadOnlyList<(string Tracing, Medians Medians)> measured, bool isWritten)
    {
        string[] columns =
        [
            "tracing", $"{one}s/s", "to no tracing", "goal", "met", $"processor µs per {one}", "more than no tracing, µs",
        ];
        var goal = measured[1].Medians.RateRatio;
        var cells = measured.Select((of, index) => Cells(of.Tracing, of.Medians, index > 1 ? goal : null)).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        foreach (var row in cells)
            table.AddRow(row.Select(cell => new Text(cell)));

        Terminal.Open().Write(table);
        if (isWritten)
            PerformancePage.Write(command, MarkdownTable.Of(columns, cells));
    }

    static IReadOnlyList<string> Cells(string tracing, Medians medians, double? goal) =>
    [
        tracing,
        Text("0", medians.Rate.PerSecond),
        Text("0.00", medians.RateRatio),
        goal is { } wanted ? "≥ " + Text("0.00", wanted) : "",
        goal is { } least ? (Math.Round(medians.RateRatio, 2) >= Math.Round(least, 2) ? "yes" : "no") : "",
        Text("0.0", medians.Rate.Microseconds),
        Text("0.0", medians.ExtraMicroseconds),
    ];

    static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
