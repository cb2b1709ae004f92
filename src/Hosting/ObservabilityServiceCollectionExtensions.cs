using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Stackbilt.Observability;

/// <summary>Registers tracing in a container: options, the chosen carrier, and the <see cref="Tracer"/>.</summary>
/// <remarks>
/// Calling any of these more than once is harmless: everything is registered once, and every configuration applies, in order.
/// Used at start-up, on one thread.
/// </remarks>
public static class ObservabilityServiceCollectionExtensions
{
    /// <summary>Registers tracing, with options from the section <c>Stackbilt:Observability</c> of the host's configuration.</summary>
    /// <param name="builder">The host builder; not null.</param>
    /// <param name="configure">Applied after the configuration; null for nothing.</param>
    /// <returns>A builder for carriers and processors of your own.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ObservabilityBuilder AddStackbiltObservability(
        this IHostApplicationBuilder builder,
        Action<ObservabilityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var observability = builder.Services.AddStackbiltObservability(builder.Configuration);
        if (configure is not null)
            builder.Services.Configure(configure);

        return observability;
    }

    /// <summary>Registers tracing, with options from a delegate.</summary>
    /// <param name="services">The registrations; not null.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>A builder for carriers and processors of your own.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static ObservabilityBuilder AddStackbiltObservability(
        this IServiceCollection services,
        Action<ObservabilityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        Register(services);
        if (configure is not null)
            services.Configure(configure);

        return new ObservabilityBuilder(services);
    }

    /// <summary>Registers tracing, with options from configuration.</summary>
    /// <param name="services">The registrations; not null.</param>
    /// <param name="configuration">
    /// A section with the options in it, whatever its name, or a whole configuration, of which the section
    /// <c>Stackbilt:Observability</c> is taken; not null.
    /// </param>
    /// <returns>A builder for carriers and processors of your own.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ObservabilityBuilder AddStackbiltObservability(
        this IServiceCollection services,
        IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration as IConfigurationSection
            ?? configuration.GetSection(ObservabilityOptions.SectionName);
        Register(services);
        var configured = new ConfiguredSection(section);
        services.AddSingleton(configured);
        services.AddSingleton<IConfigureOptions<ObservabilityOptions>>(configured);
        return new ObservabilityBuilder(services);
    }

    static void Register(IServiceCollection services)
    {
        services.AddOptions<ObservabilityOptions>().ValidateOnStart();
        if (services.Any(service => service.ServiceType == typeof(ChosenCarrier)))
            return;

        services.AddSingleton(new CarrierRegistration(CarrierNames.AsyncLocal, static _ => new AsyncLocalCarrier()));
        services.AddSingleton(new CarrierRegistration(CarrierNames.Activity, static _ => new ActivityCarrier()));
        services.AddSingleton(new CarrierRegistration(CarrierNames.Explicit, static _ => new ExplicitCarrier()));
        services.AddSingleton(new CarrierRegistration(CarrierNames.Null, static _ => new NullCarrier()));
        services.AddSingleton<ObservabilityOptionsValidator>();
        services.AddSingleton<IValidateOptions<ObservabilityOptions>>(
            static provider => provider.GetRequiredService<ObservabilityOptionsValidator>());
        services.AddSingleton(static provider => MadeOnce.Make(
            provider, "the carrier", () => ActivatorUtilities.CreateInstance<ChosenCarrier>(provider)));
        services.AddSingleton(static provider => provider.GetRequiredService<ChosenCarrier>().Decision);
        services.AddSingleton(static provider => MadeOnce.Make(provider, "the tracer", () => CreateTracer(provider)));
        services.AddSingleton(static provider => provider.GetRequiredService<Tracer>().Carrier);
        services.AddScoped<RequestSpan>();
        services.AddHostedService<ActiveSpanHostedService>();
    }

    static Tracer CreateTracer(IServiceProvider provider)
    {
        var chosen = provider.GetRequiredService<ChosenCarrier>();
        var processors = provider.GetServices<ISpanProcessor>();
        var tracer = new Tracer(
            chosen.Carrier,
            chosen.Strict is { } strict ? processors.Prepend(strict) : processors,
            samplingRatio: SamplingRatio(provider),
            isEnabled: provider.GetRequiredService<CarrierDecision>().IsEnabled,
            clock: provider.GetService<TimeProvider>(),
            limits: provider.GetService<SpanLimits>() ?? SpanLimits.FromEnvironment(name => Setting(provider, name)));
        if (provider.GetService<TracerOfLogs>() is { } logs)
            logs.Use(tracer, chosen.Carrier.Capabilities);

        return tracer;
    }

    /// <summary>As the OpenTelemetry SDK has it: from the configuration, of which the environment is a part in most hosts.</summary>
    static string? Setting(IServiceProvider provider, string name) =>
        provider.GetService<IConfiguration>()?[name] ?? Environment.GetEnvironmentVariable(name);

    /// <summary>Where tracing is off, nobody has looked whether the ratio can work.</summary>
    static double SamplingRatio(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ObservabilityOptions>>().Value;
        return options.Enabled ? options.SamplingRatio : 0;
    }
}
