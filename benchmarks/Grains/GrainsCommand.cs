using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Stackbilt.Observability.Benchmarks;

/// <summary><c>grains</c>: how many calls of grains two silos answer with each way of tracing, in turn.</summary>
static class GrainsCommand
{
    static readonly string[] Columns =
        ["tracing", "calls/s", "to no tracing", "goal", "met", "processor µs per call", "more than no tracing, µs"];

    static readonly GrainShape Shape = new(Silos: 2, Callers: 16, Hops: 4);

    public static Command Create()
    {
        var write = new Option<bool>("--write") { Description = $"Also write the table into {PerformancePage.RelativePath}." };
        var rounds = new Option<int>("--rounds") { Description = "How often each is measured.", DefaultValueFactory = _ => 15 };
        var milliseconds = new Option<int>("--milliseconds") { Description = "How long each time.", DefaultValueFactory = _ => 1500 };
        var command = new Command("grains", "Calls of grains per second between two silos, with each way of tracing.")
        {
            write, rounds, milliseconds,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var measured = await GrainStudy.RunAsync(
                [.. Enumerable.Range(0, SiloSetup.All.Count)],
                [Shape],
                arguments.GetValue(rounds),
                arguments.GetValue(milliseconds),
                cancellation);
            var cells = measured.Select((of, index) => Cells(of, index > 1 ? measured[1].RateRatio : null)).ToList();
            var table = new Table().Border(TableBorder.Simple).AddColumns(Columns);
            foreach (var row in cells)
                table.AddRow(row.Select(cell => new Text(cell)));

            Terminal.Open().Write(table);
            if (arguments.GetValue(write))
                PerformancePage.Write("grains", MarkdownTable.Of(Columns, cells));
        });
        return command;
    }

    static IReadOnlyList<string> Cells(MeasuredGrains measured, double? goal) =>
    [
        measured.Setup.Name,
        Text("0", measured.Median.PerSecond),
        Text("0.00", measured.RateRatio),
        goal is { } wanted ? "≥ " + Text("0.00", wanted) : "",
        goal is { } least ? (Math.Round(measured.RateRatio, 2) >= Math.Round(least, 2) ? "yes" : "no") : "",
        Text("0.0", measured.Median.Microseconds),
        Text("0.0", measured.ExtraMicroseconds),
    ];

    static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
