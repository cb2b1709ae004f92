using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>The options of the server spans, made ready for every request.</summary>
sealed class ServerSpanSettings(ServerSpanOptions options, KnownMethods methods)
{
    readonly Func<HttpContext, bool>? _filter = options.Filter;
    readonly Action<Span, HttpContext>? _enrich = options.Enrich;
    readonly RecordedHeaders _requestHeaders = new(HttpConventions.RequestHeaders(options.RequestHeaders));
    readonly RecordedHeaders _responseHeaders = new(HttpConventions.ResponseHeaders(options.ResponseHeaders));

    public IncomingTrace IncomingTrace { get; } = options.IncomingTrace;

    public KnownMethods Methods { get; } = methods;

    public RedactedQuery Query { get; } = new(options.QueryKeys);

    /// <summary>A filter that cannot say it lets the request have its span.</summary>
    public bool Wants(HttpContext context)
    {
        try
        {
            return !EndpointWithoutSpan.IsOn(context) && (_filter is null || _filter(context));
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_filter ?? (object)this, nameof(ServerSpanOptions.Filter), exception);
            return true;
        }
    }

    /// <summary>What of the request is known at the start, and what it brought along of another trace.</summary>
    public void Begin(Span span, HttpContext context)
    {
        _requestHeaders.Set(span, context.Request.Headers);
        if (IncomingTrace == IncomingTrace.Link && RemoteParent.Of(context.Request) is { IsValid: true } caller)
            span.AddLink(caller);
    }

    public void Complete(Span span, HttpContext context)
    {
        _responseHeaders.Set(span, context.Response.Headers);
        try
        {
            _enrich?.Invoke(span, context);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_enrich!, nameof(ServerSpanOptions.Enrich), exception);
        }
    }

    /// <summary>The host's activity for a request that shall have no span: nobody is to export it.</summary>
    public static void Drop(Activity host)
    {
        host.IsAllDataRequested = false;
        host.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
