using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Stackbilt.Observability;

/// <summary>The stable part of OpenTelemetry's semantic conventions for HTTP servers.</summary>
static class HttpServerConventions
{
    public const string RequestMethod = "http.request.method";
    public const string OriginalMethod = "http.request.method_original";
    public const string UrlPath = "url.path";
    public const string UrlScheme = "url.scheme";
    public const string Route = "http.route";
    public const string StatusCode = "http.response.status_code";
    public const string ErrorType = "error.type";

    const string OtherMethod = "_OTHER";

    /// <summary>The known method in its own spelling, else <c>_OTHER</c>: the values stay few, whatever a client sends.</summary>
    public static string Method(string given) =>
        given switch
        {
            "GET" or "POST" or "PUT" or "DELETE" or "PATCH" or "HEAD" or "OPTIONS" or "TRACE" or "CONNECT" or "QUERY" => given,
            _ => OtherMethod,
        };

    /// <summary>The method as it came, where it is not a known one; else null, which sets no attribute.</summary>
    public static string? UnknownMethod(string given) => Method(given) == OtherMethod ? given : null;

    /// <summary><c>{method} {route}</c>, or the method alone while no route is known.</summary>
    public static string Name(HttpContext context)
    {
        var method = Method(context.Request.Method);
        var name = method == OtherMethod ? "HTTP" : method;
        return RouteOf(context) is { } route ? $"{name} {route}" : name;
    }

    public static void SetRoute(Span span, HttpContext context)
    {
        if (!span.IsRecording || RouteOf(context) is not { } route)
            return;

        span.SetAttribute(Route, route);
        span.UpdateName(Name(context));
    }

    /// <summary>The status code; an error at 5xx or where an exception left the pipeline, and not at 4xx.</summary>
    public static void SetOutcome(Span span, int statusCode, Exception? exception)
    {
        span.SetAttribute(StatusCode, statusCode);
        if (statusCode < 500)
            return;

        span.SetAttribute(
            ErrorType,
            exception?.GetType().FullName ?? statusCode.ToString(CultureInfo.InvariantCulture));
        span.SetStatus(SpanStatus.Error, exception?.Message);
    }

    static string? RouteOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route;
}
