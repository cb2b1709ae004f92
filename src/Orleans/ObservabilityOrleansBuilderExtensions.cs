using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace Stackbilt.Observability;

/// <summary>Traces the calls of grains, at a silo and at a client.</summary>
/// <remarks>
/// Calling it more than once is harmless. Used at start-up, on one thread. With <c>AddActivityPropagation</c>, Orleans' own line, call
/// that first: what it starts is then adopted. In the other order the log warns at the start.
/// </remarks>
public static class ObservabilityOrleansBuilderExtensions
{
    /// <summary>
    /// From here on, each call of a grain of this silo has a span, below the span that was active where the call was made. Registers
    /// tracing as in any host where that was not done, with options from the section <c>Stackbilt:Observability</c>.
    /// </summary>
    /// <param name="builder">The builder of the silo; not null.</param>
    /// <param name="configure">Applied after the configuration; null for nothing.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ISiloBuilder AddStackbiltObservability(this ISiloBuilder builder, Action<ObservabilityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Register(builder.Services, builder.Configuration, configure);
        return builder;
    }

    /// <summary>
    /// From here on, the active span goes along with each call that this client makes, and each call of one of its observers has a span.
    /// Registers tracing as in any host where that was not done, with options from the section <c>Stackbilt:Observability</c>.
    /// </summary>
    /// <param name="builder">The builder of the client; not null.</param>
    /// <param name="configure">Applied after the configuration; null for nothing.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IClientBuilder AddStackbiltObservability(this IClientBuilder builder, Action<ObservabilityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Register(builder.Services, builder.Configuration, configure);
        return builder;
    }

    static void Register(IServiceCollection services, IConfiguration configuration, Action<ObservabilityOptions>? configure)
    {
        // A second reading of the configuration would undo what the program has set in code.
        if (!services.Any(static service => service.ServiceType == typeof(Tracer)))
            services.AddStackbiltObservability(configuration);

        if (configure is not null)
            services.Configure(configure);

        if (services.Any(static service => service.ServiceType == typeof(OpenGrainCalls)))
            return;

        services.AddSingleton<OpenGrainCalls>();
        services.AddSingleton<IIncomingGrainCallFilter, IncomingGrainCalls>();
        services.AddSingleton<IOutgoingGrainCallFilter, OutgoingGrainCalls>();
        services.AddSingleton<IHostedService, FilterOrder>();
    }
}
