using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Stackbilt.Observability;

/// <summary>The stable part of OpenTelemetry's semantic conventions for HTTP servers.</summary>
static class HttpServerConventions
{
    public const string UrlPath = "url.path";
    public const string UrlScheme = "url.scheme";
    public const string UrlQuery = "url.query";
    public const string ClientAddress = "client.address";
    public const string UserAgent = "user_agent.original";
    public const string Route = "http.route";

    /// <summary>What comes after <c>HTTP/</c>; null where it is something else.</summary>
    public static string? VersionOf(string protocol) => protocol switch
    {
        "HTTP/1.1" => "1.1",
        "HTTP/2" => "2",
        "HTTP/3" => "3",
        "HTTP/1.0" => "1.0",
        _ => null,
    };

    /// <summary>The status code; an error at 5xx or where an exception cut the response short, and not at 4xx.</summary>
    public static void SetOutcome(ServerRequest request, int statusCode)
    {
        var span = request.ServerSpan;
        span.SetAttribute(HttpConventions.StatusCode, statusCode);
        if (statusCode < 500 && !request.WasCutShort)
            return;

        var exception = request.Exception;
        span.SetAttribute(
            HttpConventions.ErrorType,
            exception?.GetType().FullName ?? statusCode.ToString(CultureInfo.InvariantCulture));
        // Recording the exception has reported a text that cannot be read.
        span.SetStatus(SpanStatus.Error, exception is null ? null : ExceptionText.MessageOf(exception, out _));
    }

    /// <summary>The endpoint that was asked for, not that of a page that answers for it further out.</summary>
    public static Endpoint? EndpointOf(HttpContext context) =>
        context.Features.Find<IExceptionHandlerFeature>() is { } handled ? handled.Endpoint
        : context.Features.Find<IStatusCodeReExecuteFeature>() is { } answered ? answered.Endpoint
        : context.GetEndpoint();

    /// <summary>
    /// The route of an endpoint; null where there is none. The root of an application is <c>/</c>, as in
    /// the platform's own metrics, however it is written; before it comes the path that the application is mounted at.
    /// </summary>
    public static string? RouteOf(Endpoint? endpoint, HttpRequest request)
    {
        var route = endpoint?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route;
        if (route is null || !request.PathBase.HasValue)
            return route is "" ? "/" : route;

        return $"{request.PathBase.Value}/{route.TrimStart('/')}";
    }
}
