using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Stackbilt.Observability;

/// <summary>Puts the carrier among an application's health checks.</summary>
public static class ObservabilityHealthChecksBuilderExtensions
{
    /// <summary>The name of the entry unless you give another.</summary>
    public const string DefaultName = "stackbilt.observability";

    /// <summary>
    /// Adds an entry with the decision for a carrier as its data: healthy while the carrier that was asked for serves,
    /// otherwise <paramref name="failureStatus"/>.
    /// </summary>
    /// <param name="builder">The health checks; not null. Needs <c>AddStackbiltObservability</c> on the services.</param>
    /// <param name="name">The entry's name; not null.</param>
    /// <param name="failureStatus">Where another carrier serves, or none; degraded by default.</param>
    /// <param name="tags">For filters; none by default.</param>
    /// <returns>The health checks.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="name"/> is null.</exception>
    /// <remarks>A check reads what the host knows already; it calls no carrier and costs next to nothing.</remarks>
    public static IHealthChecksBuilder AddStackbiltObservability(
        this IHealthChecksBuilder builder,
        string name = DefaultName,
        HealthStatus failureStatus = HealthStatus.Degraded,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return builder.Add(new HealthCheckRegistration(
            name,
            static services => new CarrierHealthCheck(services.GetRequiredService<CarrierDecision>()),
            failureStatus,
            tags));
    }
}
