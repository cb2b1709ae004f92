using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability;

/// <summary>Registers tracing in a web application.</summary>
/// <remarks>Calling it more than once is harmless. Used at start-up, on one thread.</remarks>
public static class ObservabilityWebApplicationBuilderExtensions
{
    /// <summary>
    /// Registers tracing as in any host, with options from the section <c>Stackbilt:Observability</c>, and has the start say in
    /// the log where <see cref="ObservabilityApplicationBuilderExtensions.UseStackbiltObservability(Microsoft.AspNetCore.Builder.IApplicationBuilder)"/> was forgotten.
    /// </summary>
    /// <param name="builder">The builder of the web application; not null.</param>
    /// <param name="configure">Applied after the configuration; null for nothing.</param>
    /// <returns>A builder for carriers and processors of your own.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ObservabilityBuilder AddStackbiltObservability(
        this WebApplicationBuilder builder,
        Action<ObservabilityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var observability = ObservabilityServiceCollectionExtensions.AddStackbiltObservability(builder, configure);
        if (!builder.Services.Any(static service => service.ServiceType == typeof(ServerSpans)))
        {
            HostPropagator.AddTo(builder.Services);
            builder.Services.AddSingleton<ServerSpans>();
            builder.Services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<ServerSpans>());
        }

        return observability;
    }
}
