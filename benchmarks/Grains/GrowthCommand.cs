using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Stackbilt.Observability.Benchmarks;

/// <summary><c>growth</c>: what a span costs as silos, callers and hops become more.</summary>
static class GrowthCommand
{
    static readonly string[] Columns =
    [
        "silos", "callers", "hops in a trace", "calls/s, no tracing", "calls/s, AsyncLocal", "ratio",
        "processor µs per call, no tracing", "processor µs per hop for its spans",
    ];

    static readonly int[] Setups = [0, 4];

    static readonly GrainShape[] Shapes =
    [
        new(1, 16, 4),
        new(2, 16, 4),
        new(2, 1, 4),
        new(2, 4, 4),
        new(2, 64, 4),
        new(2, 256, 4),
        new(2, 16, 1),
        new(2, 16, 16),
        new(2, 16, 64),
        new(3, 16, 4),
    ];

    public static Command Create()
    {
        var write = new Option<bool>("--write") { Description = $"Also write the table into {PerformancePage.RelativePath}." };
        var rounds = new Option<int>("--rounds") { Description = "How often each is measured.", DefaultValueFactory = _ => 7 };
        var milliseconds = new Option<int>("--milliseconds") { Description = "How long each time.", DefaultValueFactory = _ => 1000 };
        var command = new Command("growth", "The cost of a span against silos, callers and hops.") { write, rounds, milliseconds };
        command.SetAction(async (arguments, cancellation) =>
        {
            var measured = await GrainStudy.RunAsync(
                Setups, Shapes, arguments.GetValue(rounds), arguments.GetValue(milliseconds), cancellation);
            var cells = measured.Chunk(Setups.Length).Select(static pair => Cells(pair[0], pair[1])).ToList();
            var table = new Table().Border(TableBorder.Simple).AddColumns(Columns);
            foreach (var row in cells)
                table.AddRow(row.Select(cell => new Text(cell)));

            Terminal.Open().Write(table);
            if (arguments.GetValue(write))
                PerformancePage.Write("growth", MarkdownTable.Of(Columns, cells));
        });
        return command;
    }

    static IReadOnlyList<string> Cells(MeasuredGrains without, MeasuredGrains with) =>
    [
        Text("0", with.Shape.Silos),
        Text("0", with.Shape.Callers),
        Text("0", with.Shape.Hops),
        Text("0", without.Medians.Rate.PerSecond),
        Text("0", with.Medians.Rate.PerSecond),
        Text("0.00", with.Medians.RateRatio),
        Text("0.0", without.Medians.Rate.Microseconds),
        Text("0.0", with.Medians.ExtraMicroseconds),
    ];

    static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
