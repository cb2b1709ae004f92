namespace Stackbilt.Observability;

/// <summary>What the span of an outgoing request says, and which requests have one.</summary>
/// <remarks>
/// Read once, when a handler is made. All but <see cref="Filter"/> is for the spans that are made here, and not for those that HttpClient
/// makes itself.
/// </remarks>
public sealed class SpanHandlerOptions
{
    /// <summary>
    /// Which requests have a span and its headers: false for one that should go out untouched. Null, the default, for all. What it
    /// throws is reported, and the request has a span.
    /// </summary>
    public Func<HttpRequestMessage, bool>? Filter { get; set; }

    /// <summary>
    /// Called with the span, the request and the response, or null where none came, before the span ends; null, the default, for
    /// nothing. What it throws is reported.
    /// </summary>
    public Action<Span, HttpRequestMessage, HttpResponseMessage?>? Enrich { get; set; }

    /// <summary>The request headers to record, as <c>http.request.header.{name}</c>; none by default. They may hold secrets.</summary>
    public ICollection<string> RequestHeaders { get; } = [];

    /// <summary>The response headers to record, as <c>http.response.header.{name}</c>; none by default. They may hold secrets.</summary>
    public ICollection<string> ResponseHeaders { get; } = [];

    /// <summary>
    /// The keys of a query whose values are recorded, told apart by case; none by default. Of every other key <c>url.full</c> has the
    /// name and the word <c>REDACTED</c>.
    /// </summary>
    public ICollection<string> QueryKeys { get; } = [];
}
