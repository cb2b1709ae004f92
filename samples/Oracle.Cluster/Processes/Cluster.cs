using System.Collections.Concurrent;
using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>All processes of one run. The entry is in this one.</summary>
sealed class Cluster : IAsyncDisposable
{
    static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    readonly ConcurrentQueue<SpanData> _spans = new();
    readonly List<ChildProcess> _children = [];
    Entry? _entry;

    /// <summary>What all processes have recorded. It is complete when they have stopped.</summary>
    public IReadOnlyList<SpanData> Spans => [.. _spans];

    /// <summary>Where scripts are posted to.</summary>
    public Uri Address => _entry!.Address;

    /// <summary>The name of the carrier in use.</summary>
    public string Carrier => _entry!.Carrier;

    /// <summary>Starts all processes.</summary>
    /// <exception cref="ClusterException">There is no broker, or a process has ended.</exception>
    public static async Task<Cluster> StartAsync(Layout layout, string[] settings, CancellationToken cancellation)
    {
        await Broker.CheckAsync(layout, cancellation);
        var cluster = new Cluster();
        try
        {
            // A wrong setting is told once, by this process, before there are others.
            var entry = Entry.Create(layout, settings, cluster._spans.Enqueue);
            cluster._entry = entry;
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            waiting.CancelAfter(LongestStart);
            var oracle = cluster.Start(Layout.Oracle, layout, settings);
            await cluster.Start(Layout.Silos[0], layout, settings).Started.WaitAsync(waiting.Token);
            foreach (var silo in Layout.Silos.Skip(1))
                cluster.Start(silo, layout, settings);

            // Where one has ended, the others would wait for it.
            await foreach (var ready in Task.WhenEach(cluster._children.Select(child => child.Ready)).WithCancellation(waiting.Token))
                await ready;

            await entry.StartAsync(waiting.Token);
            return cluster;
        }
        catch (Exception wrong)
        {
            await cluster.DisposeAsync();
            if (wrong is OperationCanceledException && !cancellation.IsCancellationRequested)
                throw new ClusterException($"The processes were not ready after {LongestStart.TotalMinutes} minutes.");

            throw;
        }
    }

    public Task ServeAsync(CancellationToken cancellation)
    {
        Console.WriteLine($"The active span travels by the carrier {Carrier}.");
        Console.WriteLine($"Listening on {Address}");
        Console.WriteLine($"curl --data-binary @{Path.Combine(AppContext.BaseDirectory, "scripts", "three-cards.tarot")} {Address}run");
        return Task.Delay(Timeout.Infinite, cancellation);
    }

    /// <summary>One after the other, so that each silo can hand over what it has. The last is the one that knows who belongs to the cluster.</summary>
    public async ValueTask DisposeAsync()
    {
        // Each once, also where one of them fails and this is called again.
        var entry = _entry;
        _entry = null;
        if (entry is not null)
            await entry.DisposeAsync();

        while (_children.MaxBy(child => child.Name, StringComparer.Ordinal) is { } last)
        {
            _children.Remove(last);
            await last.DisposeAsync();
        }
    }

    ChildProcess Start(string name, Layout layout, string[] settings)
    {
        var child = ChildProcess.Start(name, layout, settings, _spans.Enqueue);
        _children.Add(child);
        return child;
    }
}
