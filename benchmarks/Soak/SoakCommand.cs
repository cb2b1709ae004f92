using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using OracleService;
using Spectre.Console;

namespace Stackbilt.Observability.Benchmarks;

/// <summary><c>soak</c>: the sample's services under full load for minutes, with every span held against what it must be.</summary>
static class SoakCommand
{
    static readonly string[] Columns = ["figure", "after the run"];
    static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var write = new Option<bool>("--write") { Description = $"Also write the table into {PerformancePage.RelativePath}." };
        var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 10 };
        var carrier = new Option<string>("--carrier") { Description = "Which carrier.", DefaultValueFactory = _ => "AsyncLocal" };
        var command = new Command("soak", "The Oracle sample under full load: wrong parents, lost and unfinished spans, memory.")
        {
            write, minutes, carrier,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var (cells, isRight) = await RunAsync(
                arguments.GetValue(carrier)!, TimeSpan.FromMinutes(arguments.GetValue(minutes)), cancellation);
            var table = new Table().Border(TableBorder.Simple).AddColumns(Columns);
            foreach (var row in cells)
                table.AddRow(row.Select(cell => new Text(cell)));

            Terminal.Open().Write(table);
            if (arguments.GetValue(write))
                PerformancePage.Write("soak", MarkdownTable.Of(Columns, cells));

            return isRight ? 0 : 1;
        });
        return command;
    }

    static async Task<(IReadOnlyList<IReadOnlyList<string>> Cells, bool IsRight)> RunAsync(string carrier, TimeSpan duration, CancellationToken cancellation)
    {
        var ledger = new SoakLedger();
        List<string> arguments = [$"--{ObservabilityOptions.SectionName}:Carrier={carrier}", "--Logging:LogLevel:Default=None"];
        await using var services = await OracleServices.StartAsync([.. arguments], processor: ledger);
        using var load = new SoakLoad(services.Address, ledger);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = Stopwatch.StartNew();
        var memory = new List<(TimeSpan At, long Bytes)>();
        var loading = load.RunAsync(clients: 32, over.Token);
        while (watch.Elapsed < duration && !cancellation.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(5), cancellation);
            ledger.ForgetCancelled(Late);
            memory.Add((watch.Elapsed, GC.GetTotalMemory(forceFullCollection: true)));
            await Console.Error.WriteLineAsync($"{watch.Elapsed:mm\\:ss}  {load.Requests} requests, {memory[^1].Bytes / 1024} KiB");
        }

        await over.CancelAsync();
        await loading;
        var elapsed = watch.Elapsed;
        await QuietAsync(ledger, load, cancellation);
        var settled = memory.Where(at => at.At > Settled).Select(at => at.Bytes).DefaultIfEmpty(0).ToList();
        long[] wrong =
        [
            load.WrongAnswers, ledger.WrongParents, ledger.Strangers, ledger.Incomplete, load.Kept - ledger.Archived, ledger.Unfinished,
        ];
        IReadOnlyList<IReadOnlyList<string>> cells =
        [
            ["carrier", services.Carrier],
            ["minutes", Text("0.0", elapsed.TotalMinutes)],
            ["requests", Text("0", load.Requests)],
            ["requests per second", Text("0", load.Requests / elapsed.TotalSeconds)],
            ["of them given up by their client", Text("0", load.Cancelled)],
            ["answers that were not the expected ones", Text("0", load.WrongAnswers)],
            ["spans", Text("0", ledger.Ended)],
            ["spans below a wrong parent", Text("0", ledger.WrongParents)],
            ["spans of no request, or ended twice", Text("0", ledger.Strangers)],
            ["requests with a span missing or too many", Text("0", ledger.Incomplete)],
            ["pieces of background work without their span", Text("0", load.Kept - ledger.Archived)],
            ["spans not ended", Text("0", ledger.Unfinished)],
            ["live memory after a minute, least and most, MiB", $"{Mebibytes(settled.Min())} and {Mebibytes(settled.Max())}"],
            ["live memory, mean of the first and the last fifth after a minute, MiB", $"{Fifth(settled, 0)} and {Fifth(settled, 4)}"],
        ];
        return (cells, wrong.All(static count => count == 0));
    }

    /// <summary>What the server still does for requests that are over.</summary>
    static async Task QuietAsync(SoakLedger ledger, SoakLoad load, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Late && (ledger.Unfinished > 0 || ledger.Incomplete > 0 || ledger.Archived < load.Kept))
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);

        ledger.ForgetCancelled(TimeSpan.Zero);
    }

    static string Fifth(List<long> settled, int which)
    {
        var size = Math.Max(1, settled.Count / 5);
        return Mebibytes(settled.Skip(which * size).Take(size).DefaultIfEmpty(0).Average());
    }

    static string Mebibytes(double bytes) => Text("0.00", bytes / 1024 / 1024);

    static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
