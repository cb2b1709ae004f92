using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>How a silo traces its calls.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Add">What it adds to the silo.</param>
/// <param name="StartRoot">How a caller starts the span of its work; null for none.</param>
/// <param name="StartChild">How deep code starts an active child; null where there is nothing to start it below.</param>
/// <param name="HasChildren">Whether deep code gets one.</param>
/// <param name="ExportedPerCall">How many spans of a call are exported.</param>
sealed record SiloSetup(
    string Name,
    Action<ISiloBuilder> Add,
    Func<IServiceProvider, string, IDisposable?> StartRoot,
    Func<string, IDisposable?> StartChild,
    bool HasChildren,
    int ExportedPerCall)
{
    const string PeerSource = "benchmarks.grains";

    // What silos have to say to each other.
    const string RuntimeSource = "Microsoft.Orleans.Runtime";

    static readonly ActivitySource Peer = new(PeerSource);

    /// <summary>The first one is what the others are compared with, and the second the peer.</summary>
    public static IReadOnlyList<SiloSetup> All { get; } =
    [
        new("no tracing", _ => { }, (_, _) => null, _ => null, HasChildren: false, ExportedPerCall: 0),
        new(
            "Orleans' own activities, SDK listening",
            silo =>
            {
                silo.AddActivityPropagation();
                silo.Services.AddOpenTelemetry().WithTracing(tracing => Sampled(tracing)
                    .AddSource(RuntimeSource, "Microsoft.Orleans.Application", PeerSource));
            },
            (_, name) => Peer.StartActivity(name),
            name => Peer.StartActivity(name),
            HasChildren: true,
            // One at the caller, one at the grain, and the child.
            ExportedPerCall: 3),
        Ours(CarrierNames.Activity, isHeard: true),
        Ours(CarrierNames.AsyncLocal, isHeard: true),
        Ours(CarrierNames.AsyncLocal, isHeard: false),
        Ours(CarrierNames.Null, isHeard: false),
    ];

    /// <summary>How many spans of a chain of calls are exported, with the one of the caller.</summary>
    public int ExportedPerChain(int hops) => ExportedPerCall == 0 ? 0 : 1 + (hops * ExportedPerCall);

    /// <summary>The one of this process.</summary>
    public static SiloSetup Running { get; set; } = All[0];

    static SiloSetup Ours(string carrier, bool isHeard) => new(
        $"{carrier}, {(isHeard ? "SDK" : "nobody")} listening",
        silo =>
        {
            silo.AddStackbiltObservability(options => options.Carrier = carrier);
            if (isHeard)
                silo.Services.AddOpenTelemetry().WithTracing(tracing => Sampled(tracing).AddSource(Tracer.SourceName));
        },
        static (services, name) => services.GetRequiredService<Tracer>().StartActiveSpan(name, default(SpanContext)),
        static name => ActiveSpan.Current?.StartActiveChild(name),
        HasChildren: carrier != CarrierNames.Null,
        // One at the grain, and the child.
        ExportedPerCall: isHeard ? 2 : 0);

    static TracerProviderBuilder Sampled(TracerProviderBuilder tracing) =>
        tracing.SetSampler(new ParentBasedSampler(new AlwaysOnSampler())).AddProcessor(new CountingProcessor(RuntimeSource));
}
