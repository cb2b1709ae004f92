using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using RabbitMQ.Client;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>How an application traces its messages.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Add">What it adds to the services.</param>
/// <param name="Open">Its code, when the host has started.</param>
/// <param name="HasChildren">Whether deep code gets a child.</param>
/// <param name="ExportedPerMessage">How many spans of a message are exported.</param>
sealed record ShopSetup(
    string Name, Action<IServiceCollection> Add, Func<IServiceProvider, IShop> Open, bool HasChildren, int ExportedPerMessage)
{
    const string PeerSource = "benchmarks.messages";

    // One at the producer, one at the consumer, and the child deep below.
    const int Exported = 3;

    static readonly ActivitySource Peer = new(PeerSource);

    /// <summary>The first one is what the others are compared with, and the second the peer.</summary>
    public static IReadOnlyList<ShopSetup> All { get; } =
    [
        new("no tracing", _ => { }, _ => new PlainShop(_ => null), HasChildren: false, ExportedPerMessage: 0),
        new(
            "RabbitMQ.Client's own activities, SDK listening",
            services => services.AddOpenTelemetry().WithTracing(tracing => Sampled(tracing).AddSource(
                RabbitMQActivitySource.PublisherSourceName, RabbitMQActivitySource.SubscriberSourceName, PeerSource)),
            _ => new PlainShop(static name => Peer.StartActivity(name)),
            HasChildren: true,
            Exported),
        Ours(CarrierNames.Activity, isHeard: true),
        Ours(CarrierNames.AsyncLocal, isHeard: true),
        Ours(CarrierNames.AsyncLocal, isHeard: false),
    ];

    static ShopSetup Ours(string carrier, bool isHeard) => new(
        $"{carrier}, {(isHeard ? "SDK" : "nobody")} listening",
        services =>
        {
            services.AddStackbiltObservability(options => options.Carrier = carrier);
            if (isHeard)
                services.AddOpenTelemetry().WithTracing(tracing => Sampled(tracing).AddSource(Tracer.SourceName));
        },
        static services => new TracedShop(services.GetRequiredService<Tracer>()),
        HasChildren: true,
        isHeard ? Exported : 0);

    static TracerProviderBuilder Sampled(TracerProviderBuilder tracing) =>
        tracing.SetSampler(new ParentBasedSampler(new AlwaysOnSampler())).AddProcessor(new CountingProcessor());
}
