using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>A server that runs, and the load that <c>wrk</c> puts on it from the second core.</summary>
sealed partial class Served : IDisposable
{
    readonly Process _server;

    Served(Process server, string address)
    {
        _server = server;
        Address = address;
    }

    string Address { get; }

    public static async Task<Served> StartAsync(int setup, CancellationToken cancellation)
    {
        var program = Environment.ProcessPath!;
        List<string> arguments = [ServeCommand.Name, setup.ToString(CultureInfo.InvariantCulture)];
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            arguments.Insert(0, typeof(Served).Assembly.Location);

        var server = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return await server.StandardOutput.ReadLineAsync(cancellation) is { } address
            ? new Served(server, address)
            : throw new InvalidOperationException($"The server of \"{ServedSetup.All[setup].Name}\" has not started.");
    }

    /// <summary>Puts a load on an endpoint for some seconds.</summary>
    public async Task<RequestRate> LoadAsync(string endpoint, int seconds, CancellationToken cancellation)
    {
        var before = await ProcessorMicrosecondsAsync(cancellation);
        var answer = await WrkAsync(["-t1", "-c16", $"-d{seconds}s", $"{Address}/{endpoint}"], cancellation);
        var taken = await ProcessorMicrosecondsAsync(cancellation) - before;
        if (answer.Contains("Non-2xx", StringComparison.Ordinal) || Total().Match(answer) is not { Success: true } total)
            throw new InvalidOperationException($"wrk has not measured anything: {answer}");

        return new RequestRate(Number(Rate().Match(answer)), taken / Number(total));
    }

    public void Dispose()
    {
        _server.StandardInput.Close();
        _server.WaitForExit();
        _server.Dispose();
    }

    static async Task<string> WrkAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var wrk = Process.Start(new ProcessStartInfo("taskset", ["-c", "1", "wrk", .. arguments]) { RedirectStandardOutput = true })!;
        var answer = await wrk.StandardOutput.ReadToEndAsync(cancellation);
        await wrk.WaitForExitAsync(cancellation);
        return answer;
    }

    async Task<double> ProcessorMicrosecondsAsync(CancellationToken cancellation)
    {
        await _server.StandardInput.WriteLineAsync(ReadOnlyMemory<char>.Empty, cancellation);
        await _server.StandardInput.FlushAsync(cancellation);
        return double.Parse((await _server.StandardOutput.ReadLineAsync(cancellation))!, CultureInfo.InvariantCulture);
    }

    static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Total();
}

/// <summary>What a server did under load.</summary>
/// <param name="PerSecond">Requests answered in a second.</param>
/// <param name="Microseconds">Processor time that the server took for one.</param>
readonly record struct RequestRate(double PerSecond, double Microseconds);
