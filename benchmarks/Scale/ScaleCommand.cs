using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Stackbilt.Observability.Benchmarks;

/// <summary><c>scale</c>: the cost of an operation as things grow, as a table and as a drawing.</summary>
static class ScaleCommand
{
    const string Drawing = "scale.svg";

    static readonly string[] Columns = ["what grows", "operation", "ns (B) at each size", "dearest by cheapest"];

    public static Command Create()
    {
        var write = new Option<bool>("--write") { Description = $"Write docs/{Drawing} and the table into {PerformancePage.RelativePath}." };
        var quick = new Option<bool>("--quick") { Description = "A few rounds, to see that everything runs. The times mean nothing." };
        var command = new Command("scale", "The cost of an operation against nesting, flows, attributes, ended ancestors.") { write, quick };
        command.SetAction(arguments =>
        {
            var study = arguments.GetValue(quick) ? ScaleStudy.Run(rounds: 3, times: 2_000) : ScaleStudy.Run(rounds: 25, times: 40_000);
            Show(study);
            if (!arguments.GetValue(write))
                return;

            File.WriteAllText(PerformancePage.InDocs(Drawing), ScaleDrawing.Of(study));
            PerformancePage.Write("scale", MarkdownTable.Of(Columns, study.Select(Cells)));
        });
        return command;
    }

    static void Show(IEnumerable<ScaleSeries> study)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(Columns);
        foreach (var series in study)
            table.AddRow(Cells(series).Select(cell => new Text(cell)));

        Terminal.Open().Write(table);
    }

    static IReadOnlyList<string> Cells(ScaleSeries series) =>
    [
        series.Chart,
        series.Name,
        string.Join("; ", series.Points.Select(point => string.Create(
            CultureInfo.InvariantCulture, $"{point.Size}: {point.Nanoseconds:0} ({point.Bytes:0})"))),
        series.Growth.ToString("0.0", CultureInfo.InvariantCulture),
    ];
}
