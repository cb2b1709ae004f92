namespace Stackbilt.Observability;

/// <summary>
/// The span of the request that a container scope belongs to, by injection: what a handler asks for under a carrier that
/// keeps nothing ambient.
/// </summary>
/// <remarks>
/// Registered as scoped. An integration sets it at the start of the request; read it from any thread after that.
/// </remarks>
public sealed class RequestSpan
{
    /// <summary>
    /// What the carrier hands down: the request's span; null outside a request, and under a carrier that carries nothing.
    /// </summary>
    public Span? Span { get; set; }
}
