using System.Net.Http.Headers;

namespace Stackbilt.Observability;

/// <summary>The options of the client spans, made ready for every request.</summary>
sealed class ClientSpanSettings(SpanHandlerOptions options, KnownMethods methods)
{
    readonly Func<HttpRequestMessage, bool>? _filter = options.Filter;
    readonly Action<Span, HttpRequestMessage, HttpResponseMessage?>? _enrich = options.Enrich;
    readonly (string Name, string Attribute)[] _requestHeaders = HttpConventions.RequestHeaders(options.RequestHeaders);
    readonly (string Name, string Attribute)[] _responseHeaders = HttpConventions.ResponseHeaders(options.ResponseHeaders);

    public KnownMethods Methods { get; } = methods;

    public RedactedUrl Url { get; } = new(new RedactedQuery(options.QueryKeys));

    /// <summary>A filter that cannot say it lets the request have its span.</summary>
    public bool Wants(HttpRequestMessage request)
    {
        try
        {
            return _filter is null || _filter(request);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_filter!, nameof(SpanHandlerOptions.Filter), exception);
            return true;
        }
    }

    public void Begin(Span span, HttpRequestMessage request)
    {
        Set(span, request.Headers, _requestHeaders);
        Set(span, request.Content?.Headers, _requestHeaders);
    }

    /// <param name="span">The span, which has not ended.</param>
    /// <param name="request">The request.</param>
    /// <param name="response">Null where none came.</param>
    public void Complete(Span span, HttpRequestMessage request, HttpResponseMessage? response)
    {
        if (response is not null)
        {
            Set(span, response.Headers, _responseHeaders);
            Set(span, response.Content.Headers, _responseHeaders);
        }

        try
        {
            _enrich?.Invoke(span, request, response);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_enrich!, nameof(SpanHandlerOptions.Enrich), exception);
        }
    }

    /// <summary>Each line is a value of its own. What describes the content stands with the content.</summary>
    static void Set(Span span, HttpHeaders? headers, (string Name, string Attribute)[] named)
    {
        if (headers is null)
            return;

        foreach (var (name, attribute) in named)
        {
            if (headers.NonValidated.TryGetValues(name, out var lines))
            {
                string[] values = [.. lines];
                span.SetAttribute(attribute, values);
            }
        }
    }
}
