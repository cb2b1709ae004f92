using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// <c>requests</c>: how many requests a server answers, and what one costs it, with each way of tracing, in turn. Needs two cores,
/// <c>wrk</c> and <c>taskset</c>.
/// </summary>
static class RequestsCommand
{
    static readonly string[] Columns =
        ["endpoint", "tracing", "requests/s", "to no tracing", "goal", "met", "processor µs per request", "to no tracing"];

    public static Command Create()
    {
        var write = new Option<bool>("--write") { Description = $"Also write the table into {PerformancePage.RelativePath}." };
        var starts = new Option<int>("--starts") { Description = "How often each server is started.", DefaultValueFactory = _ => 7 };
        var rounds = new Option<int>("--rounds") { Description = "How often each is measured then.", DefaultValueFactory = _ => 3 };
        var seconds = new Option<int>("--seconds") { Description = "How long each time.", DefaultValueFactory = _ => 1 };
        var command = new Command("requests", "Requests per second and processor time per request, with each way of tracing.")
        {
            write, starts, rounds, seconds,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var cells = (await RequestStudy.RunAsync(
                    arguments.GetValue(starts), arguments.GetValue(rounds), arguments.GetValue(seconds), cancellation))
                .Select(Cells)
                .ToList();
            var table = new Table().Border(TableBorder.Simple).AddColumns(Columns);
            foreach (var row in cells)
                table.AddRow(row.Select(cell => new Text(cell)));

            Terminal.Open().Write(table);
            if (arguments.GetValue(write))
                PerformancePage.Write("requests", MarkdownTable.Of(Columns, cells));
        });
        return command;
    }

    static IReadOnlyList<string> Cells(ServedRequests measured) =>
    [
        "/" + measured.Endpoint,
        measured.Setup.Name,
        Text("0", measured.Median.PerSecond),
        Text("0.00", measured.RateRatio),
        measured.Goal is { } goal ? "≥ " + Text("0.00", goal) : "",
        measured.Goal is { } wanted ? (Math.Round(measured.RateRatio, 2) >= Math.Round(wanted, 2) ? "yes" : "no") : "",
        Text("0.0", measured.Median.Microseconds),
        Text("0.00", measured.TimeRatio),
    ];

    static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
