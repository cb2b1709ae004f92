using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using RabbitMQ.Client;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>How an application traces its messages.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Add">What it adds to the services.</param>
/// <param name="Open">Its code, when the host has started.</param>
sealed record ShopSetup(string Name, Action<IServiceCollection> Add, Func<IServiceProvider, IShop> Open)
{
    const string PeerSource = "benchmarks.messages";

    static readonly ActivitySource Peer = new(PeerSource);

    /// <summary>The first one is what the others are compared with, and the second the peer.</summary>
    public static IReadOnlyList<ShopSetup> All { get; } =
    [
        new("no tracing", _ => { }, _ => new PlainShop(_ => null)),
        new(
            "RabbitMQ.Client's own activities, SDK listening",
            services => services.AddOpenTelemetry().WithTracing(tracing => Sampled(tracing).AddSource(
                RabbitMQActivitySource.PublisherSourceName, RabbitMQActivitySource.SubscriberSourceName, PeerSource)),
            _ => new PlainShop(static name => Peer.StartActivity(name))),
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
        static services => new TracedShop(services.GetRequiredService<Tracer>()));

    static TracerProviderBuilder Sampled(TracerProviderBuilder tracing) =>
        tracing.SetSampler(new ParentBasedSampler(new AlwaysOnSampler())).AddProcessor(new DoNothing());

    sealed class DoNothing : OpenTelemetry.BaseProcessor<Activity>;
}
