using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>A server that runs, and the load that <c>wrk</c> puts on it from the second core.</summary>
sealed partial class Served : ILoaded
{
    readonly MeasuredProcess _server;
    readonly string _address;

    Served(MeasuredProcess server, string address) => (_server, _address) = (server, address);

    public static async Task<ILoaded> StartAsync(int setup, CancellationToken cancellation)
    {
        var server = await MeasuredProcess.StartAsync([ServeCommand.Name, setup.ToString(CultureInfo.InvariantCulture)], cancellation);
        return new Served(server, await server.AskAsync(ServeCommand.Address, cancellation));
    }

    /// <summary>Puts a load on an endpoint, for whole seconds.</summary>
    public async Task<Rate> LoadAsync(int load, int milliseconds, CancellationToken cancellation)
    {
        var seconds = Math.Max(1, milliseconds / 1000);
        var before = await _server.ProcessorMicrosecondsAsync(cancellation);
        var answer = await WrkAsync(["-t1", "-c16", $"-d{seconds}s", $"{_address}/{ServeCommand.Endpoints[load]}"], cancellation);
        var taken = await _server.ProcessorMicrosecondsAsync(cancellation) - before;
        if (answer.Contains("Non-2xx", StringComparison.Ordinal) || Total().Match(answer) is not { Success: true } total)
            throw new InvalidOperationException($"wrk has not measured anything: {answer}");

        return new Rate(Number(Rates().Match(answer)), taken / Number(total));
    }

    /// <summary>Nothing is checked here.</summary>
    public Task CheckAsync(int load, CancellationToken cancellation) => Task.CompletedTask;

    public void Dispose() => _server.Dispose();

    static async Task<string> WrkAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var wrk = Process.Start(new ProcessStartInfo("taskset", ["-c", "1", "wrk", .. arguments]) { RedirectStandardOutput = true })!;
        var answer = await wrk.StandardOutput.ReadToEndAsync(cancellation);
        await wrk.WaitForExitAsync(cancellation);
        return answer;
    }

    static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rates();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Total();
}
