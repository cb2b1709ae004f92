using System.Globalization;
using Spectre.Console;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// Ways of tracing next to each other: the first is none, and the second the peer, whose rate and processor time are the goals of the others.
/// </summary>
static class TracingTable
{
    /// <param name="command">The command that has measured.</param>
    /// <param name="one">What was counted, in the singular.</param>
    /// <param name="trace">What one trace is.</param>
    /// <param name="measured">The ways of tracing and what came out.</param>
    /// <param name="isWritten">Whether it goes into the page as well.</param>
    public static void Show(string command, string one, string trace, IReadOnlyList<TracingRow> measured, bool isWritten)
    {
        string[] columns =
        [
            "tracing", $"{one}s/s", "to no tracing", "goal", "met",
            $"processor µs per {one}", "to no tracing (of all starts)", "goal", "met", $"spans exported per {trace}",
        ];
        var peer = measured[1].Medians;
        var cells = measured.Select((row, index) => row.Cells(index > 1 ? peer : null)).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        foreach (var row in cells)
            table.AddRow(row.Select(cell => new Text(cell)));

        Terminal.Open().Write(table);
        if (isWritten)
            PerformancePage.Write(command, MarkdownTable.Of(columns, cells));
    }
}

/// <summary>A way of tracing.</summary>
/// <param name="Tracing">Its name.</param>
/// <param name="Exported">How many spans a trace has, as was checked.</param>
/// <param name="Medians">What came out.</param>
sealed record TracingRow(string Tracing, int Exported, Medians Medians)
{
    /// <param name="peer">What the goals are; null for none.</param>
    public IReadOnlyList<string> Cells(Medians? peer) =>
    [
        Tracing,
        Text("0", Medians.Rate.PerSecond),
        Text("0.00", Medians.RateRatio),
        peer is null ? "" : "≥ " + Text("0.00", peer.RateRatio),
        peer is null ? "" : Met(Math.Round(Medians.RateRatio, 2) >= Math.Round(peer.RateRatio, 2)),
        Text("0.0", Medians.Rate.Microseconds),
        $"{Text("0.00", Medians.TimeRatio)} ({Text("0.00", Medians.LeastTimeRatio)}–{Text("0.00", Medians.MostTimeRatio)})",
        peer is null ? "" : "≤ " + Text("0.00", peer.TimeRatio),
        peer is null ? "" : Met(Math.Round(Medians.TimeRatio, 2) <= Math.Round(peer.TimeRatio, 2)),
        Text("0", Exported),
    ];

    static string Met(bool isMet) => isMet ? "yes" : "no";

    static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
