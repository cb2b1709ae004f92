using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>The silos of one cluster on loopback, each in a process of its own, with one way of tracing.</summary>
sealed class Silos : IDisposable
{
    readonly List<Process> _processes = [];

    public static async Task<Silos> StartAsync(int setup, int count, CancellationToken cancellation)
    {
        var silos = new Silos();
        var ports = FreePorts(2 * count);
        try
        {
            for (var number = 0; number < count; number++)
                silos._processes.Add(await StartAsync([setup, ports[2 * number], ports[(2 * number) + 1], ports[0]], cancellation));
        }
        catch
        {
            silos.Dispose();
            throw;
        }

        return silos;
    }

    /// <summary>Lets callers in the first silo call chains of grains all over the cluster.</summary>
    public async Task<GrainRate> LoadAsync(int callers, int hops, int milliseconds, CancellationToken cancellation)
    {
        var before = await ProcessorMicrosecondsAsync(cancellation);
        var answer = (await AskAsync(
            _processes[0], string.Create(CultureInfo.InvariantCulture, $"{callers} {hops} {milliseconds}"), cancellation)).Split(' ');
        var taken = await ProcessorMicrosecondsAsync(cancellation) - before;
        var calls = Number(answer[0]) * hops;
        return new GrainRate(calls / Number(answer[1]), taken / calls);
    }

    public void Dispose()
    {
        // Those that came later leave first.
        foreach (var process in _processes.AsEnumerable().Reverse())
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }

    static async Task<Process> StartAsync(int[] arguments, CancellationToken cancellation)
    {
        var program = Environment.ProcessPath!;
        List<string> line = [SiloCommand.Name, .. arguments.Select(static value => value.ToString(CultureInfo.InvariantCulture))];
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            line.Insert(0, typeof(Silos).Assembly.Location);

        var process = Process.Start(new ProcessStartInfo(program, line) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadLineAsync(cancellation) == "ready"
            ? process
            : throw new InvalidOperationException($"A silo of \"{SiloSetup.All[arguments[0]].Name}\" has not started.");
    }

    async Task<double> ProcessorMicrosecondsAsync(CancellationToken cancellation)
    {
        var sum = 0.0;
        foreach (var process in _processes)
            sum += Number(await AskAsync(process, "", cancellation));

        return sum;
    }

    static async Task<string> AskAsync(Process process, string question, CancellationToken cancellation)
    {
        await process.StandardInput.WriteLineAsync(question.AsMemory(), cancellation);
        await process.StandardInput.FlushAsync(cancellation);
        return await process.StandardOutput.ReadLineAsync(cancellation)
            ?? throw new InvalidOperationException("A silo has ended in the middle of the measurement.");
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static int[] FreePorts(int count)
    {
        // All at once, so that they are not the same.
        var listeners = Enumerable.Range(0, count).Select(static _ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(static listener => listener.Start());
        int[] ports = [.. listeners.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(static listener => listener.Dispose());
        return ports;
    }
}

/// <summary>What a cluster did under load.</summary>
/// <param name="PerSecond">Calls of grains answered in a second.</param>
/// <param name="Microseconds">Processor time that all silos took for one.</param>
readonly record struct GrainRate(double PerSecond, double Microseconds);
