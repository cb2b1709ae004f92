using Microsoft.AspNetCore.Builder;

namespace Stackbilt.Observability;

/// <summary>Says of endpoints whether their requests have a span.</summary>
public static class ObservabilityEndpointExtensions
{
    /// <summary>
    /// Requests to the endpoint have no server span, and an activity that the host has made for one is not exported: for a health check,
    /// or a page that asks again and again. It needs the routing to run before <c>UseStackbiltObservability</c>, as it does where the
    /// application does not call <c>UseRouting</c> itself.
    /// </summary>
    /// <typeparam name="TBuilder">What maps the endpoint.</typeparam>
    /// <param name="builder">The endpoint, or a group of them; not null.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <remarks>Used at start-up, on one thread. From then on each request costs one look at its endpoint.</remarks>
    public static TBuilder WithoutServerSpan<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        EndpointWithoutSpan.IsUsed = true;
        builder.Add(static endpoint => endpoint.Metadata.Add(EndpointWithoutSpan.Mark));
        return builder;
    }
}
