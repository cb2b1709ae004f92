using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>How a server traces its requests.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Goal">The least that is wanted, as a share of the requests that are served without tracing; null for none.</param>
/// <param name="Add">What it adds to the services.</param>
/// <param name="Use">What it adds to the pipeline.</param>
/// <param name="StartChild">How deep code starts an active child.</param>
sealed record ServedSetup(
    string Name,
    double? Goal,
    Action<WebApplicationBuilder> Add,
    Action<WebApplication> Use,
    Func<string, IDisposable?> StartChild)
{
    const string PeerSource = "benchmarks.requests";

    static readonly ActivitySource Peer = new(PeerSource);
    static readonly AsyncLocal<object?> Written = new();

    /// <summary>The first one is what the others are compared with, and the second the peer of those that are listened to.</summary>
    public static IReadOnlyList<ServedSetup> All { get; } =
    [
        new("no tracing", null, _ => { }, _ => { }, _ => null),
        new(
            "OpenTelemetry's instrumentation, SDK listening",
            null,
            builder => builder.Services.AddOpenTelemetry().WithTracing(tracing => Sampled(tracing)
                .AddAspNetCoreInstrumentation()
                .AddSource(PeerSource)),
            _ => { },
            name => Peer.StartActivity(name)),
        Ours(CarrierNames.Activity, isHeard: true, goal: null),
        Ours(CarrierNames.AsyncLocal, isHeard: true, goal: null),
        Ours(CarrierNames.Activity, isHeard: false, goal: 0.93),
        Ours(CarrierNames.AsyncLocal, isHeard: false, goal: 0.93),
        Ours(CarrierNames.Explicit, isHeard: false, goal: 0.93),
        Ours(CarrierNames.Null, isHeard: false, goal: 0.97),
        // What part cannot be saved where something is to be active in a request and nowhere else.
        new(
            "floor: an async middleware, one AsyncLocal written",
            null,
            _ => { },
            app => app.Use(static async (context, next) =>
            {
                Written.Value = context;
                await next(context);
            }),
            _ => null),
    ];

    static ServedSetup Ours(string carrier, bool isHeard, double? goal) => new(
        $"{carrier}, {(isHeard ? "SDK" : "nobody")} listening",
        goal,
        builder =>
        {
            builder.AddStackbiltObservability(options => options.Carrier = carrier);
            if (isHeard)
                builder.Services.AddOpenTelemetry().WithTracing(tracing => Sampled(tracing).AddSource(Tracer.SourceName));
        },
        app => app.UseStackbiltObservability(),
        name => ActiveSpan.Current?.StartActiveChild(name));

    static TracerProviderBuilder Sampled(TracerProviderBuilder tracing) =>
        tracing.SetSampler(new ParentBasedSampler(new AlwaysOnSampler())).AddProcessor(new DoNothing());

    sealed class DoNothing : OpenTelemetry.BaseProcessor<Activity>;
}
