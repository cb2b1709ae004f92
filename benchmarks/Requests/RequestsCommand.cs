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
        var options = new StudyOptions(starts: 7, rounds: 3, milliseconds: 1000);
        var command = new Command("requests", "Requests per second and processor time per request, with each way of tracing.");
        options.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            var study = options.Of(
                arguments, ServedSetup.All.Count, ServeCommand.Endpoints.Count, new WarmUp(Milliseconds: 1000, Least: 2, Most: 4));
            var measured = await study.RunAsync(setup => Served.StartAsync(setup, cancellation), cancellation);
            var cells = measured.SelectMany(Rows).ToList();
            var table = new Table().Border(TableBorder.Simple).AddColumns(Columns);
            foreach (var row in cells)
                table.AddRow(row.Select(cell => new Text(cell)));

            Terminal.Open().Write(table);
            if (options.IsWritten(arguments))
                PerformancePage.Write("requests", MarkdownTable.Of(Columns, cells));
        });
        return command;
    }

    /// <summary>Where the SDK listens, the goal is what the peer reaches.</summary>
    static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<Medians> measured, int endpoint) => measured.Select((medians, index) => Cells(
        ServeCommand.Endpoints[endpoint],
        ServedSetup.All[index],
        medians,
        ServedSetup.All[index].Goal ?? (index is 2 or 3 ? measured[1].RateRatio : null)));

    static IReadOnlyList<string> Cells(string endpoint, ServedSetup setup, Medians medians, double? goal) =>
    [
        "/" + endpoint,
        setup.Name,
        Text("0", medians.Rate.PerSecond),
        Text("0.00", medians.RateRatio),
        goal is null ? "" : "≥ " + Text("0.00", goal.Value),
        goal is null ? "" : (Math.Round(medians.RateRatio, 2) >= Math.Round(goal.Value, 2) ? "yes" : "no"),
        Text("0.0", medians.Rate.Microseconds),
        Text("0.00", medians.TimeRatio),
    ];

    static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
