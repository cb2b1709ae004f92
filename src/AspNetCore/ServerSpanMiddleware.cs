using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability;

/// <summary>
/// One server span per request (OpenTelemetry semantic conventions, "HTTP server"). Where the host has an activity for the
/// request, the span is that activity, and none is added (aspnetcore#27237).
/// </summary>
sealed class ServerSpanMiddleware(RequestDelegate next, Tracer tracer)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<RequestSpanFeature>() is not null)
            return next(context);

        var span = Start(context);
        var feature = new RequestSpanFeature();
        context.Features.Set(feature);
        context.Response.OnCompleted(static state => ((ServerSpanEnd)state).RunAsync(), new ServerSpanEnd(context, span));
        return RunAsync(context, span, feature);
    }

    async Task RunAsync(HttpContext context, Span span, RequestSpanFeature feature)
    {
        try
        {
            await tracer.RunWithSpan(
                span,
                (next, context, feature),
                static (active, request) =>
                {
                    request.feature.Span = active;
                    if (request.context.RequestServices.GetService<RequestSpan>() is { } injected)
                        injected.Span = active;

                    return request.next(request.context);
                }).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            feature.Exception = exception;
            span.RecordException(exception);
            throw;
        }
        finally
        {
            // Later the endpoint may be gone: an exception handler that runs the pipeline again takes it away.
            HttpServerConventions.SetRoute(span, context);
        }
    }

    Span Start(HttpContext context)
    {
        var name = HttpServerConventions.Name(context);
        var request = context.Request;
        ReadOnlySpan<SpanAttribute> attributes =
        [
            new(HttpServerConventions.RequestMethod, HttpServerConventions.Method(request.Method)),
            new(HttpServerConventions.OriginalMethod, HttpServerConventions.UnknownMethod(request.Method)),
            new(HttpServerConventions.UrlPath, request.PathBase.Add(request.Path).Value),
            new(HttpServerConventions.UrlScheme, request.Scheme),
        ];
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IdFormat: ActivityIdFormat.W3C } host)
            return tracer.Adopt(host, name, SpanKind.Server, attributes);

        var headers = request.Headers;
        var parent = TraceContextPropagator.Extract(headers.TraceParent, headers.TraceState);
        return tracer.StartSpan(name, parent, SpanKind.Server, attributes);
    }
}
