using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;

namespace Stackbilt.Observability;

/// <summary>Gives the clients of <c>IHttpClientFactory</c> their <see cref="SpanHandler"/>.</summary>
/// <remarks>Used at start-up, on one thread.</remarks>
public static class ObservabilityHttpClientBuilderExtensions
{
    /// <summary>
    /// Puts a <see cref="SpanHandler"/> inside of all other handlers of a client, whenever they are added, so that each sending has a span
    /// of its own where one of them sends again. For every client:
    /// <c>services.ConfigureHttpClientDefaults(clients =&gt; clients.AddSpanHandler())</c>. Where tracing is off, nothing is added.
    /// </summary>
    /// <param name="builder">The client, or the defaults of all; not null. Needs <c>AddStackbiltObservability</c> on the services.</param>
    /// <param name="configure">Says what the spans have in them, and which requests have one; null for nothing.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <remarks>Twice is harmless: a client has one handler, and every configuration applies, in order.</remarks>
    public static IHttpClientBuilder AddSpanHandler(this IHttpClientBuilder builder, Action<SpanHandlerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // The defaults of all clients have no name, and then each name is meant.
        builder.Services.AddOptions();
        builder.Services.Configure<ClientsWithSpans>(builder.Name, static client => client.HasHandler = true);
        if (configure is not null)
            builder.Services.Configure(builder.Name, configure);

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, SpanHandlerFilter>());
        return builder;
    }
}
