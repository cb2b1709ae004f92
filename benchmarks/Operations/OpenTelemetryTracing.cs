using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using TheirTracer = OpenTelemetry.Trace.Tracer;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>OpenTelemetry's tracer with a span open: the parent of what is measured.</summary>
public sealed class OpenTelemetryTracing : IDisposable
{
    const string Name = "benchmarks.opentelemetry";

    readonly TracerProvider _provider;
    readonly ActivitySource _source = new(Name);

    /// <summary>Makes it, with the SDK listening and a processor that does nothing.</summary>
    /// <param name="sampler">Which traces are recorded; all by default.</param>
    public OpenTelemetryTracing(Sampler? sampler = null)
    {
        _provider = Listen(Name, sampler);
        Tracer = _provider.GetTracer(Name);
        Parent = Tracer.StartRootSpan("parent");
    }

    /// <summary>The tracer.</summary>
    public TheirTracer Tracer { get; }

    /// <summary>The source that the same SDK listens to, for code that starts activities itself.</summary>
    public ActivitySource Source => _source;

    /// <summary>The open span.</summary>
    public TelemetrySpan Parent { get; }

    /// <summary>The SDK, listening to one source, with a processor that is handed every activity and does nothing.</summary>
    /// <param name="sourceName">The source.</param>
    /// <param name="sampler">Which traces are recorded; all by default.</param>
    public static TracerProvider Listen(string sourceName, Sampler? sampler = null) => Sdk
        .CreateTracerProviderBuilder()
        .AddSource(sourceName)
        .SetSampler(new ParentBasedSampler(sampler ?? new AlwaysOnSampler()))
        .AddProcessor(new DoNothing())
        .Build();

    /// <summary>Makes the parent active in this flow, for good, among the usual surroundings.</summary>
    /// <returns>This.</returns>
    public OpenTelemetryTracing MakeActive()
    {
        Surroundings.Enter();
        TheirTracer.WithSpan(Parent);
        return this;
    }

    /// <summary>Ends the parent and stops listening.</summary>
    public void Dispose()
    {
        Parent.End();
        _provider.Dispose();
        _source.Dispose();
    }

    sealed class DoNothing : BaseProcessor<Activity>;
}
