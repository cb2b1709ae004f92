using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Stackbilt.Observability;

/// <summary>The span of a grain's call, for grains under a carrier that keeps nothing ambient.</summary>
public static class ObservabilityGrainExtensions
{
    /// <summary>
    /// What a child of the call that the grain is handling hangs below: the active span under a carrier with ambient state, the call's own
    /// span under one that only passes spans on; null under one that carries nothing, and where <c>AddStackbiltObservability</c> was not
    /// called on the silo's builder.
    /// </summary>
    /// <param name="grain">The grain, <c>this</c> in its own code; not null.</param>
    /// <returns>The span, or null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="grain"/> is null.</exception>
    /// <remarks>
    /// Call it in the flow of the call: a grain that is reentrant handles several, and each gets its own. One service and one dictionary
    /// look-up; allocates nothing.
    /// </remarks>
    public static Span? GetCallSpan(this IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain.GrainContext?.ActivationServices?.GetService<OpenGrainCalls>()?.Current;
    }
}
