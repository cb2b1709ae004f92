namespace Stackbilt.Observability;

/// <summary>The span that a request belongs to, for code that has it in a variable.</summary>
public static class ObservabilityHttpRequestMessageExtensions
{
    static readonly HttpRequestOptionsKey<Span?> Key = new("Stackbilt.Observability.Span");

    /// <summary>
    /// Says which span a request belongs to: the client span of a <see cref="SpanHandler"/> is a child of that, whatever is active. The
    /// way under a carrier that keeps nothing ambient.
    /// </summary>
    /// <param name="request">The request; not null.</param>
    /// <param name="span">The span; null for the active one, as if nothing had been said.</param>
    /// <returns>The request.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <remarks>Stays with the request when it is sent again. As safe from other threads as the request is: not while it is written.</remarks>
    public static HttpRequestMessage SetSpan(this HttpRequestMessage request, Span? span)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(Key, span);
        return request;
    }

    internal static Span? GivenSpan(this HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var span) ? span : null;
}
