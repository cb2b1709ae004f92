using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>The silos of one cluster on loopback, each in a process of its own, with one way of tracing.</summary>
/// <param name="setup">Which of <see cref="SiloSetup.All"/>.</param>
/// <param name="shapes">The loads.</param>
sealed class Silos(int setup, IReadOnlyList<GrainShape> shapes) : ILoaded
{
    const int CheckMilliseconds = 100;
    const int LowestPort = 12_000;
    const int HighestPort = 30_000;

    readonly List<MeasuredProcess> _processes = [];

    public static async Task<ILoaded> StartAsync(int setup, IReadOnlyList<GrainShape> shapes, CancellationToken cancellation)
    {
        var silos = new Silos(setup, shapes);
        var count = shapes[0].Silos;
        var ports = FreePorts(2 * count);
        try
        {
            for (var number = 0; number < count; number++)
            {
                silos._processes.Add(
                    await StartAsync([setup, ports[number], ports[count + number], ports[0], count], cancellation));
            }
        }
        catch
        {
            silos.Dispose();
            throw;
        }

        return silos;
    }

    /// <summary>Lets callers in the first silo call chains of grains all over the cluster.</summary>
    public async Task<Rate> LoadAsync(int load, int milliseconds, CancellationToken cancellation)
    {
        var before = await ProcessorMicrosecondsAsync(cancellation);
        var (chains, seconds) = await CallAsync(shapes[load], milliseconds, cancellation);
        var taken = await ProcessorMicrosecondsAsync(cancellation) - before;
        return Rate.Of(chains * shapes[load].Hops, seconds, taken);
    }

    public async Task CheckAsync(int load, CancellationToken cancellation)
    {
        var shape = shapes[load];
        foreach (var silo in _processes)
            await silo.CountAsync(cancellation);

        var (chains, _) = await CallAsync(shape, CheckMilliseconds, cancellation);
        var tracing = SiloSetup.All[setup];
        var exported = 0L;
        for (var place = 0; place < _processes.Count; place++)
        {
            var counted = await _processes[place].CountedAsync(cancellation);
            exported += counted.Exported;
            var hops = chains * shape.HopsIn(place);
            if (counted.Work != hops || counted.Children != (tracing.HasChildren ? hops : 0))
                throw new InvalidOperationException($"{tracing.Name}, {shape}: silo {place} has handled {counted.Work} calls of {hops}, with {counted.Children} children.");

            await _processes[place].UncountAsync(cancellation);
        }

        if (exported != chains * tracing.ExportedPerChain(shape.Hops))
            throw new InvalidOperationException($"{tracing.Name}, {shape}: {exported} spans were exported of {chains} chains of calls.");
    }

    public void Dispose()
    {
        // Those that came later leave first.
        foreach (var process in _processes.AsEnumerable().Reverse())
            process.Dispose();
    }

    static Task<MeasuredProcess> StartAsync(int[] arguments, CancellationToken cancellation) => MeasuredProcess.StartAsync(
        [SiloCommand.Name, .. arguments.Select(static value => value.ToString(CultureInfo.InvariantCulture))], cancellation);

    async Task<(long Chains, double Seconds)> CallAsync(GrainShape shape, int milliseconds, CancellationToken cancellation)
    {
        var answer = (await _processes[0].AskAsync(
            string.Create(CultureInfo.InvariantCulture, $"{shape.Callers} {shape.Hops} {milliseconds}"), cancellation)).Split(' ');
        return (long.Parse(answer[0], CultureInfo.InvariantCulture), double.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    async Task<double> ProcessorMicrosecondsAsync(CancellationToken cancellation)
    {
        var sum = 0.0;
        foreach (var process in _processes)
            sum += await process.ProcessorMicrosecondsAsync(cancellation);

        return sum;
    }

    /// <summary>
    /// In order: a grain's place is counted by the ports of the silos. Below those that the system gives to whoever connects, since one
    /// of those may be taken before the silo listens.
    /// </summary>
    static int[] FreePorts(int count)
    {
        var free = new HashSet<int>();
        while (free.Count < count)
        {
            var port = Random.Shared.Next(LowestPort, HighestPort);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                free.Add(port);
            }
            catch (SocketException)
            {
                // Another program has it.
            }
        }

        return [.. free.Order()];
    }
}
