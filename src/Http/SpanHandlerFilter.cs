using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Stackbilt.Observability;

/// <summary>Whether a client of the factory has a handler.</summary>
sealed class ClientsWithSpans
{
    public bool HasHandler { get; set; }
}

/// <summary>Adds the handler after all that the application has added, which makes it the innermost.</summary>
sealed class SpanHandlerFilter(
    IServiceProvider services,
    IOptionsMonitor<ClientsWithSpans> clients,
    IOptionsMonitor<SpanHandlerOptions> options) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        var name = builder.Name ?? Options.DefaultName;
        if (!clients.Get(name).HasHandler)
            return;

        var tracer = services.GetService<Tracer>()
            ?? throw new InvalidOperationException(
                $"The client '{name}' has AddSpanHandler, and there is no Tracer in the container. Call AddStackbiltObservability on the services.");
        if (services.GetService<CarrierDecision>() is { IsEnabled: false })
            return;

        builder.AdditionalHandlers.Add(new SpanHandler(tracer, options.Get(name), KnownMethods.Of(services.GetService<IConfiguration>())));
    };
}
