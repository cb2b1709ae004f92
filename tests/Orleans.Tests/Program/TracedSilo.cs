using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Tests;

/// <summary>A silo of the program, on loopback; the first one keeps the list of members.</summary>
static class TracedSilo
{
    public static IHost Create(string program, Surroundings around, int port, int primary)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(around);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port, gatewayPort: 0, new IPEndPoint(IPAddress.Loopback, primary));
            if (Programs.HearsOrleans(program))
                silo.AddActivityPropagation();

            if (Programs.CarrierOf(program) is { } carrier)
                silo.AddStackbiltObservability(options => options.Carrier = carrier);
        });
        return builder.Build();
    }

    /// <summary>The OpenTelemetry SDK, which tells of each span at its start, and when it is exported.</summary>
    public static IDisposable? Listen(string program, Surroundings around) => program == Programs.Untraced
        ? null
        : Sdk.CreateTracerProviderBuilder()
            .AddSource(Programs.HearsOrleans(program) ? [Tracer.SourceName, "Microsoft.Orleans.Application"] : [Tracer.SourceName])
            .AddProcessor(new Telling(line => around.Say(line.ToString())))
            .Build();

    sealed class Telling(Action<SpanLine> tell) : BaseProcessor<Activity>
    {
        public override void OnStart(Activity data) => tell(Of(data, hasEnded: false));

        public override void OnEnd(Activity data) => tell(Of(data, hasEnded: true));

        static SpanLine Of(Activity data, bool hasEnded) => new(
            hasEnded,
            data.TraceId.ToHexString(),
            data.SpanId.ToHexString(),
            data.ParentSpanId.ToHexString(),
            data.DisplayName,
            null,
            data.Status == ActivityStatusCode.Error);
    }
}
