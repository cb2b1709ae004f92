using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Stackbilt.Observability;
using Tracer = Stackbilt.Observability.Tracer;

namespace OracleService;

/// <summary>
/// The two services of the sample, each a host of its own on a free loopback port: one reads cards, and asks the other for
/// every one of them.
/// </summary>
public sealed class OracleServices : IAsyncDisposable
{
    readonly WebApplication _inference;
    readonly WebApplication _reading;
    readonly TracerProvider? _exporting;

    OracleServices(WebApplication inference, WebApplication reading, SpanRecorder spans, TracerProvider? exporting)
    {
        _inference = inference;
        _reading = reading;
        _exporting = exporting;
        Spans = spans;
        Carrier = reading.Services.GetRequiredService<CarrierDecision>().Chosen;
    }

    /// <summary>The name of the carrier in use.</summary>
    public string Carrier { get; }

    /// <summary>What both services have recorded.</summary>
    public SpanRecorder Spans { get; }

    /// <summary>Where scripts are posted to.</summary>
    public Uri Address => AddressOf(_reading);

    /// <summary>Starts both services.</summary>
    /// <param name="arguments">Configuration, as on the command line of any .NET service.</param>
    /// <param name="otlp">Where to export to with the OpenTelemetry SDK; null for nowhere.</param>
    /// <param name="processor">Told of the spans in place of <see cref="Spans"/>, which keeps them all; null for that.</param>
    /// <exception cref="OptionsValidationException">The configuration names no registered carrier, or none that works.</exception>
    public static async Task<OracleServices> StartAsync(string[] arguments, Uri? otlp = null, ISpanProcessor? processor = null)
    {
        var spans = new SpanRecorder();
        var inference = InferenceService.Create(Builder(arguments, processor ?? spans));
        await inference.StartAsync();
        var reading = ReadingService.Create(Builder(arguments, processor ?? spans), AddressOf(inference));
        await reading.StartAsync();
        var exporting = otlp is null ? null : ExportTo(otlp, reading.Services.GetRequiredService<CarrierDecision>());
        return new OracleServices(inference, reading, spans, exporting);
    }

    /// <summary>Runs until Ctrl+C is pressed.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation) => _reading.WaitForShutdownAsync(cancellation);

    /// <summary>Stops both services, and exports what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        // A host that is only disposed takes the end of its background work for a failure.
        await _reading.StopAsync();
        await _inference.StopAsync();
        await _reading.DisposeAsync();
        await _inference.DisposeAsync();
        _exporting?.Dispose();
    }

    static WebApplicationBuilder Builder(string[] arguments, ISpanProcessor processor)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = arguments,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddStackbiltObservability()
            .AddCarrier("Counting", static _ => new CountingCarrier())
            .AddProcessor(processor);
        return builder;
    }

    static TracerProvider ExportTo(Uri otlp, CarrierDecision decision) => Sdk.CreateTracerProviderBuilder()
        .AddSource(Tracer.SourceName)
        .ConfigureResource(resource => resource.AddAttributes(decision.ResourceAttributes))
        .AddOtlpExporter(exporter =>
        {
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
            exporter.Endpoint = new Uri(otlp, "/v1/traces");
        })
        .Build();

    static Uri AddressOf(WebApplication service) =>
        new(service.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
