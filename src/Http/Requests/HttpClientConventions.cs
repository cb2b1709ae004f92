using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>The stable part of OpenTelemetry's semantic conventions for HTTP clients.</summary>
static class HttpClientConventions
{
    public const string RequestMethod = "http.request.method";
    public const string OriginalMethod = "http.request.method_original";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string UrlFull = "url.full";
    public const string ResendCount = "http.request.resend_count";
    public const string StatusCode = "http.response.status_code";
    public const string ErrorType = "error.type";
    public const string ProtocolVersion = "network.protocol.version";
    public const string RequestHeader = "http.request.header.";
    public const string ResponseHeader = "http.response.header.";

    /// <summary>An error from 400 on: to a client, a request that was wrong has failed.</summary>
    public static void SetOutcome(Span span, HttpResponseMessage response)
    {
        var statusCode = (int)response.StatusCode;
        span.SetAttribute(StatusCode, statusCode);
        span.SetAttribute(ProtocolVersion, VersionOf(response.Version));
        if (statusCode < 400)
            return;

        span.SetAttribute(ErrorType, statusCode.ToString(CultureInfo.InvariantCulture));
        span.SetStatus(SpanStatus.Error);
    }

    /// <summary>
    /// No answer came. A stop that was asked for is an error as well, since a handler cannot tell it from HttpClient's limit of time.
    /// </summary>
    public static void SetFailure(Span span, Exception exception)
    {
        span.SetAttribute(ErrorType, ErrorTypeOf(exception));
        // A text that cannot be read has been reported where it was thrown.
        span.SetStatus(SpanStatus.Error, ExceptionText.MessageOf(exception, out _));
    }

    /// <summary>The platform's own word where it has one, as in the spans and metrics of HttpClient.</summary>
    static string? ErrorTypeOf(Exception exception) => exception is HttpRequestException known
        ? known.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "name_resolution_error",
            HttpRequestError.ConnectionError => "connection_error",
            HttpRequestError.SecureConnectionError => "secure_connection_error",
            HttpRequestError.HttpProtocolError => "http_protocol_error",
            HttpRequestError.ExtendedConnectNotSupported => "extended_connect_not_supported",
            HttpRequestError.VersionNegotiationError => "version_negotiation_error",
            HttpRequestError.UserAuthenticationError => "user_authentication_error",
            HttpRequestError.ProxyTunnelError => "proxy_tunnel_error",
            HttpRequestError.InvalidResponse => "invalid_response",
            HttpRequestError.ResponseEnded => "response_ended",
            HttpRequestError.ConfigurationLimitExceeded => "configuration_limit_exceeded",
            _ => exception.GetType().FullName,
        }
        : exception.GetType().FullName;

    static string? VersionOf(Version version) => version switch
    {
        { Major: 1, Minor: 1 } => "1.1",
        { Major: 2, Minor: 0 } => "2",
        { Major: 3, Minor: 0 } => "3",
        { Major: 1, Minor: 0 } => "1.0",
        _ => null,
    };
}
