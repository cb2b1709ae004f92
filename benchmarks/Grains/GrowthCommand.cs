using System.CommandLine;
using Spectre.Console;

namespace Stackbilt.Observability.Benchmarks;

/// <summary><c>growth</c>: what a span costs as silos, callers and hops become more.</summary>
static class GrowthCommand
{
    static readonly int[] Silos = [1, 2, 3];
    static readonly int[] Callers = [1, 16, 256];
    static readonly int[] Hops = [1, 8, 64];

    /// <summary>Without tracing, and with spans that are exported.</summary>
    static readonly int[] Setups = [0, 3];

    public static Command Create()
    {
        var options = new StudyOptions(starts: 3, rounds: 1, milliseconds: 600);
        var command = new Command("growth", "The cost of a span against silos, callers and hops.");
        options.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            var growth = new List<GrowthRow>();
            foreach (var silos in Silos)
            {
                GrainShape[] shapes = [.. Callers.SelectMany(callers => Hops.Select(hops => new GrainShape(silos, callers, hops)))];
                var study = options.Of(arguments, Setups.Length, shapes.Length, new WarmUp(Milliseconds: 250, Least: 6, Most: 16));
                var measured = await study.RunAsync(
                    setup => Benchmarks.Silos.StartAsync(Setups[setup], shapes, cancellation), cancellation);
                growth.AddRange(shapes.Zip(measured, static (shape, medians) =>
                    new GrowthRow(shape, SiloSetup.All[Setups[1]].ExportedPerChain(shape.Hops), medians[0], medians[1])));
            }

            Show(growth, options.IsWritten(arguments));
        });
        return command;
    }

    static void Show(List<GrowthRow> growth, bool isWritten)
    {
        var cells = growth.Select(static row => row.Cells()).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumns([.. GrowthRow.Columns]);
        foreach (var row in cells)
            table.AddRow(row.Select(cell => new Text(cell)));

        Terminal.Open().Write(table);
        if (isWritten)
            PerformancePage.Write("growth", MarkdownTable.Of(GrowthRow.Columns, cells));
    }
}
