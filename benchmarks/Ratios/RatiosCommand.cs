using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Stackbilt.Observability.Benchmarks;

/// <summary><c>ratios</c>: the figures with goals, as a table to the terminal, to a file, and into the documentation.</summary>
static class RatiosCommand
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the table to this file." };
        var write = new Option<bool>("--write") { Description = $"Also write the table into {PerformancePage.RelativePath}." };
        var quick = new Option<bool>("--quick") { Description = "A few rounds, to see that everything runs. The times mean nothing." };
        var only = new Option<int?>(FigureProcess.Argument) { Description = "Measure one figure here.", Hidden = true };
        var command = new Command("ratios", "The figures that matter: ours and a peer's, side by side, with goals.")
        {
            json, write, quick, only,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var isQuick = arguments.GetValue(quick);
            if (arguments.GetValue(only) is { } figure)
            {
                FigureProcess.Answer(figure, isQuick ? Effort.Quick : Effort.Full);
                return;
            }

            var ratios = await MeasureAsync(isQuick, cancellation);
            Show(ratios);
            if (arguments.GetValue(json) is { } file)
                await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(ratios, Indented), cancellation);
            if (arguments.GetValue(write))
                PerformancePage.Write("ratios", MarkdownTable.Of(Ratio.Columns, ratios.Select(ratio => ratio.Cells())));
        });
        return command;
    }

    static async Task<IReadOnlyList<Ratio>> MeasureAsync(bool quick, CancellationToken cancellation)
    {
        var ratios = new List<Ratio>();
        for (var figure = 0; figure < Figures.All.Count; figure++)
        {
            await Console.Error.WriteLineAsync(Figures.All[figure].Name);
            ratios.Add(await FigureProcess.MeasureAsync(figure, quick, cancellation));
        }

        return ratios;
    }

    static void Show(IReadOnlyList<Ratio> ratios)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in Ratio.Columns)
            table.AddColumn(new TableColumn(column) { NoWrap = true });
        foreach (var ratio in ratios)
            table.AddRow(ratio.Cells().Select(cell => new Text(cell)));

        var terminal = Terminal.Open();
        terminal.Write(table);
        terminal.WriteLine($"Noise, worst figure: {ratios.Max(ratio => ratio.Noise):P0} of the median.");
    }
}
