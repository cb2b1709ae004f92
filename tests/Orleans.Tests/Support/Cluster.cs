using Carriers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace Stackbilt.Observability.Tests;

/// <summary>Two silos and a client, in this process and on loopback, under one carrier, with one recorder for all.</summary>
public sealed class Cluster : IAsyncDisposable
{
    readonly InProcessTestCluster _cluster;
    int _lastKey;

    Cluster(InProcessTestCluster cluster, SpanRecorder recorder, string carrier)
    {
        _cluster = cluster;
        Recorder = recorder;
        Carrier = carrier;
    }

    public string Carrier { get; }

    public SpanRecorder Recorder { get; }

    public IClusterClient Client => _cluster.Client;

    public Tracer Tracer => _cluster.Client.ServiceProvider.GetRequiredService<Tracer>();

    public IReadOnlyList<IServiceProvider> Silos => [.. _cluster.Silos.Select(static silo => silo.ServiceProvider)];

    public static async Task<Cluster> StartAsync(
        string carrier,
        short silos = 2,
        Action<ISiloBuilder>? before = null,
        Action<ISiloBuilder>? after = null,
        Action<IClientBuilder>? clientBefore = null)
    {
        var recorder = new SpanRecorder();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSiloHost((_, host) => host.Logging.ClearProviders().AddProvider(new SilentLogging()));
        builder.ConfigureClientHost(host => host.Logging.ClearProviders().AddProvider(new SilentLogging()));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryStreams(WorkGrain.StreamProvider).AddMemoryGrainStorage("PubSubStore").UseInMemoryReminderService();
            silo.Services.Configure<ReminderOptions>(static options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
            before?.Invoke(silo);
            silo.AddStackbiltObservability(options => options.Carrier = carrier);
            Register(silo.Services, recorder);
            after?.Invoke(silo);
        });
        builder.ConfigureClient(client =>
        {
            client.AddMemoryStreams(WorkGrain.StreamProvider);
            clientBefore?.Invoke(client);
            client.AddStackbiltObservability(options => options.Carrier = carrier);
            Register(client.Services, recorder);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new Cluster(cluster, recorder, carrier);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    /// <summary>A grain of its own for each call, on that silo.</summary>
    public async Task<IWork> GrainOnAsync(int silo)
    {
        var address = _cluster.Silos[silo].SiloAddress.ToString();
        while (true)
        {
            var grain = Client.GetGrain<IWork>(Interlocked.Increment(ref _lastKey));
            if (await grain.WhereAsync() == address)
                return grain;
        }
    }

    /// <summary>Calls under a root of the client's; the span is given by hand where nothing is active.</summary>
    public async Task<TraceId> CallAsync(Func<Task> call, Baggage? baggage = null)
    {
        var root = Tracer.StartSpan("root", default(SpanContext), baggage);
        var isAmbient = (Tracer.Carrier.Capabilities & CarrierCapabilities.Ambient) != 0;
        await Tracer.RunInSpan(root, async active =>
        {
            using (isAmbient || active is null ? null : GrainCalls.Below(active))
                await call();
        });
        return root.TraceId;
    }

    public IReadOnlyList<SpanData> Of(TraceId trace) => [.. Recorder.Spans.Where(span => span.Context.TraceId == trace)];

    /// <summary>Waits for a span by its name, in whatever trace.</summary>
    public async Task<SpanData> SpanAsync(string name)
    {
        var spans = await Recorder.WaitForAsync(all => all.Any(span => span.Name == name), HangGuard.Token);
        return spans.First(span => span.Name == name);
    }

    public SpanData? ParentOf(SpanData span) => Recorder.Spans.SingleOrDefault(parent => parent.Context.SpanId == span.ParentSpanId);

    static void Register(IServiceCollection services, SpanRecorder recorder)
    {
        services.AddSingleton<ISpanProcessor>(recorder);
        services.AddStackbiltObservability().AddCarrier("Own", static _ => new RequestContextCarrier());
        services.AddSingleton<IOutgoingGrainCallFilter, StaysInItsCall>();
    }
}
