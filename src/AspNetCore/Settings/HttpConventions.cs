namespace Stackbilt.Observability;

/// <summary>What OpenTelemetry's semantic conventions name in the same way for HTTP servers and clients.</summary>
static class HttpConventions
{
    public const string RequestMethod = "http.request.method";
    public const string OriginalMethod = "http.request.method_original";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string StatusCode = "http.response.status_code";
    public const string ErrorType = "error.type";
    public const string ProtocolVersion = "network.protocol.version";

    /// <summary>The request headers that an application wants to see on a span, with the keys of their attributes.</summary>
    public static (string Name, string Attribute)[] RequestHeaders(IEnumerable<string> names) => Headers("http.request.header.", names);

    /// <summary>The same of the response.</summary>
    public static (string Name, string Attribute)[] ResponseHeaders(IEnumerable<string> names) => Headers("http.response.header.", names);

    static (string Name, string Attribute)[] Headers(string prefix, IEnumerable<string> names) =>
    [
        .. names.Where(static name => !string.IsNullOrWhiteSpace(name))
            .Select(name => (name, prefix + name.ToLowerInvariant()))
            .DistinctBy(static header => header.Item2),
    ];
}
