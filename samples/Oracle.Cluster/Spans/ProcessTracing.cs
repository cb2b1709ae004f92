using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RabbitMQ.Client;
using Stackbilt.Observability;
using Tracer = Stackbilt.Observability.Tracer;

namespace OracleCluster;

/// <summary>The same in every process: the carrier, the OpenTelemetry SDK, and where spans go.</summary>
static class ProcessTracing
{
    /// <summary>
    /// Orleans' own activities are adopted. RabbitMQ.Client has one for what is sent. Its one for what arrives is not heard: the oracle's
    /// span is there instead.
    /// </summary>
    static readonly string[] Transports = ["Microsoft.Orleans.Application", RabbitMQActivitySource.PublisherSourceName];

    public static void AddTracing(this IHostApplicationBuilder builder, string process, Action<SpanLine> ended)
    {
        builder.Logging.AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddStackbiltObservability(options => options.ServiceName = "tarot-" + process);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddDetector(services => new OfTheProcess(process, services.GetRequiredService<CarrierDecision>())))
            .WithTracing(tracing =>
            {
                tracing.AddSource(Tracer.SourceName).AddProcessor(new EndedSpans(process, ended));

                // Libraries look for the current activity. Where the carrier keeps nothing ambient there is none, and each call would begin a trace.
                ((IDeferredTracerProviderBuilder)tracing).Configure(static (services, heard) =>
                {
                    if (services.GetRequiredService<Tracer>().Carrier.Capabilities.HasFlag(CarrierCapabilities.Ambient))
                        heard.AddSource(Transports);
                });
                if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
                    tracing.AddOtlpExporter();
            });
    }

    sealed class OfTheProcess(string process, CarrierDecision decision) : IResourceDetector
    {
        public Resource Detect() => new([.. decision.ResourceAttributes, new("service.instance.id", process)]);
    }
}
