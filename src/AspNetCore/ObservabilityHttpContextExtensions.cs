using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>The request's span, for handlers under a carrier that keeps nothing ambient.</summary>
public static class ObservabilityHttpContextExtensions
{
    /// <summary>
    /// What the carrier hands down to the handler: the request's server span under every carrier that carries; null under
    /// one that carries nothing, and without <c>UseStackbiltObservability</c>.
    /// </summary>
    /// <param name="context">The request; not null.</param>
    /// <returns>The span, or null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    /// <remarks>One feature look-up. As safe from other threads as <see cref="HttpContext"/> is: not while it is written.</remarks>
    public static Span? GetRequestSpan(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Find<ServerSpanEnd>()?.Request.HandedDown;
    }
}
