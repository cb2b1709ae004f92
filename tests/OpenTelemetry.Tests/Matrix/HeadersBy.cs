namespace Stackbilt.Observability.Tests;

/// <summary>Who writes the headers of a request that goes out.</summary>
public enum HeadersBy
{
    /// <summary>The handler gives its span to the request.</summary>
    Inject,

    /// <summary>HttpClient, through our propagator.</summary>
    PlatformPropagator,

    /// <summary>A <see cref="SpanHandler"/> around HttpClient.</summary>
    SpanHandler,

    /// <summary>HttpClient, as it comes.</summary>
    HttpClientAlone,
}
