using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>What the span of a request says, which requests have one, and what becomes of the trace that a caller sends.</summary>
/// <remarks>
/// Read once, when the pipeline is built: what is a value from the configuration first, and then what the application's delegate sets.
/// Where nobody records a request, none of it is computed but the filter.
/// </remarks>
public sealed class ServerSpanOptions
{
    /// <summary>Where <see cref="IncomingTrace"/>, <see cref="QueryKeys"/> and the two lists of headers are in the configuration.</summary>
    public const string SectionName = "Stackbilt:ServerSpans";

    /// <summary>
    /// Which requests have a span: false for a health check, for instance. Null, the default, for all. An activity that the host has
    /// made for a request without one is not exported either. What it throws is reported, and the request has a span.
    /// </summary>
    public Func<HttpContext, bool>? Filter { get; set; }

    /// <summary>
    /// Called with the span when the response has completed, before the span ends, on a thread of the server; null, the default, for
    /// nothing. What it throws is reported.
    /// </summary>
    public Action<Span, HttpContext>? Enrich { get; set; }

    /// <summary>The request headers to record, as <c>http.request.header.{name}</c>; none by default. They may hold secrets.</summary>
    public ICollection<string> RequestHeaders { get; } = [];

    /// <summary>The response headers to record, as <c>http.response.header.{name}</c>; none by default. They may hold secrets.</summary>
    public ICollection<string> ResponseHeaders { get; } = [];

    /// <summary>
    /// The keys of a query whose values are recorded, told apart by case; none by default. Of every other key <c>url.query</c> has the
    /// name and the word <c>REDACTED</c>.
    /// </summary>
    public ICollection<string> QueryKeys { get; } = [];

    /// <summary>What becomes of the trace that a caller sends; <see cref="IncomingTrace.Continue"/> by default.</summary>
    public IncomingTrace IncomingTrace { get; set; }
}
