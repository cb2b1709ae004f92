using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>The silos of one cluster on loopback, each in a process of its own, with one way of tracing.</summary>
sealed class Silos : IDisposable
{
    readonly List<MeasuredProcess> _processes = [];

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
    public async Task<Rate> LoadAsync(int callers, int hops, int milliseconds, CancellationToken cancellation)
    {
        var before = await ProcessorMicrosecondsAsync(cancellation);
        var answer = (await _processes[0].AskAsync(
            string.Create(CultureInfo.InvariantCulture, $"{callers} {hops} {milliseconds}"), cancellation)).Split(' ');
        var taken = await ProcessorMicrosecondsAsync(cancellation) - before;
        var calls = Number(answer[0]) * hops;
        return new Rate(calls / Number(answer[1]), taken / calls);
    }

    public void Dispose()
    {
        // Those that came later leave first.
        foreach (var process in _processes.AsEnumerable().Reverse())
            process.Dispose();
    }

    static Task<MeasuredProcess> StartAsync(int[] arguments, CancellationToken cancellation) => MeasuredProcess.StartAsync(
        [SiloCommand.Name, .. arguments.Select(static value => value.ToString(CultureInfo.InvariantCulture))], cancellation);

    async Task<double> ProcessorMicrosecondsAsync(CancellationToken cancellation)
    {
        var sum = 0.0;
        foreach (var process in _processes)
            sum += await process.ProcessorMicrosecondsAsync(cancellation);

        return sum;
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
