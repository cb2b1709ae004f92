using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability;

/// <summary>Adds to what <c>AddStackbiltObservability</c> has registered. Used at start-up, on one thread.</summary>
public sealed class ObservabilityBuilder
{
    internal ObservabilityBuilder(IServiceCollection services) => Services = services;

    /// <summary>The container's registrations, for integrations that add their own.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Registers a carrier of your own, which configuration can then choose by name.</summary>
    /// <param name="name">The name; not null, empty or blank. One that is taken stops the host at its start.</param>
    /// <param name="create">
    /// Makes the carrier, once per host and only where it is named; not null. Where it throws or answers null, or the carrier
    /// fails its check, the next of <see cref="ObservabilityOptions.Fallback"/> is tried.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ObservabilityBuilder AddCarrier(string name, Func<IServiceProvider, IContextCarrier> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        Services.AddSingleton(new CarrierRegistration(name, create));
        return this;
    }

    /// <summary>Adds a processor, which is called for every recorded span. Processors are called in the order of adding.</summary>
    /// <param name="processor">The processor; not null.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="processor"/> is null.</exception>
    public ObservabilityBuilder AddProcessor(ISpanProcessor processor)
    {
        ArgumentNullException.ThrowIfNull(processor);
        Services.AddSingleton(processor);
        return this;
    }

    /// <summary>Adds a processor that the container makes.</summary>
    /// <param name="create">Makes the processor, once per host; not null.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is null.</exception>
    public ObservabilityBuilder AddProcessor(Func<IServiceProvider, ISpanProcessor> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddSingleton(create);
        return this;
    }

    /// <summary>
    /// Tells the host's log of the active span: each line that is written with scopes has its ids as <c>SpanId</c>, <c>TraceId</c> and
    /// <c>ParentId</c>, in place of those of the current activity. Where no span is active, the log is as without us.
    /// </summary>
    /// <param name="baggageKeys">Keys of the span's baggage that are told as well; none by default.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="baggageKeys"/>, or one of them, is null.</exception>
    /// <remarks>
    /// For log providers that take their scopes from the host (<see cref="ISupportExternalScope"/>: those of the platform, OpenTelemetry's and
    /// Serilog's are). Called again, it adds keys. A line that nobody writes with scopes costs nothing.
    /// </remarks>
    public ObservabilityBuilder AddSpanToLogs(params string[] baggageKeys)
    {
        ArgumentNullException.ThrowIfNull(baggageKeys);
        foreach (var key in baggageKeys)
            ArgumentNullException.ThrowIfNull(key, nameof(baggageKeys));

        SpansInLogs.AddTo(Services, baggageKeys);
        return this;
    }
}
