using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability;

/// <summary>
/// One server span per request (OpenTelemetry semantic conventions, "HTTP server"). Where there is an activity for the request
/// already, the span is that activity, and none is added (aspnetcore#27237).
/// </summary>
sealed class ServerSpanMiddleware(RequestDelegate next, Tracer tracer)
{
    public Task InvokeAsync(HttpContext context)
    {
        // A second run of the same request is an exception handler further out that answers with a page of the application.
        var end = context.Features.Get<ServerSpanEnd>() ?? Begin(context);
        return end is null || end.Request.IsRunning ? next(context) : RunAsync(context, end);
    }

    /// <summary>
    /// Null where the server, or what the application has put on the endpoint, throws when it is asked: the request is
    /// handled without a span then.
    /// </summary>
    ServerSpanEnd? Begin(HttpContext context)
    {
        ServerSpanEnd? end = null;
        try
        {
            var route = HttpServerConventions.RouteOf(context);
            end = new ServerSpanEnd(context, new ServerRequest(Start(context, route), context.Request.Method) { Route = route });
            context.Response.OnCompleted(static state => ((ServerSpanEnd)state).OnCompletedAsync(), end);
            context.Features.Set(end);
            return end;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(Begin), exception);
            end?.Request.ServerSpan.End();
            return null;
        }
    }

    async Task RunAsync(HttpContext context, ServerSpanEnd end)
    {
        var request = end.Request;
        request.IsRunning = true;
        try
        {
            await tracer.RunWithSpan(
                request.ServerSpan,
                (next, context, request),
                static (active, run) =>
                {
                    HandDown(active, run.context, run.request);
                    return run.next(run.context);
                }).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            request.Record(exception);
            end.OnFailed();
            throw;
        }
        finally
        {
            request.IsRunning = false;
            Note(context, request);
        }
    }

    static void HandDown(Span? active, HttpContext context, ServerRequest request)
    {
        request.HandedDown = active;
        try
        {
            if (active is not null && context.RequestServices?.GetService<RequestSpan>() is { } injected)
                injected.Span = active;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(request, nameof(HandDown), exception);
        }
    }

    /// <summary>What is known when the pipeline has run, and may be gone when the response has completed.</summary>
    static void Note(HttpContext context, ServerRequest request)
    {
        try
        {
            if (context.Features.Get<IExceptionHandlerFeature>() is { } handled)
                request.Record(handled.Error);

            if (request.Route is null && request.ServerSpan.IsRecording)
                NoteRoute(context, request);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(request, nameof(Note), exception);
        }
    }

    /// <summary>Where routing runs inside, the route is known now. A name that the application gave the span stays.</summary>
    static void NoteRoute(HttpContext context, ServerRequest request)
    {
        if (HttpServerConventions.RouteOf(context) is not { } route)
            return;

        request.Route = route;
        var span = request.ServerSpan;
        span.SetAttribute(HttpServerConventions.Route, route);
        if (span.Name == HttpServerConventions.Name(request.Method, route: null))
            span.UpdateName(HttpServerConventions.Name(request.Method, route));
    }

    Span Start(HttpContext context, string? route)
    {
        var request = context.Request;
        var name = HttpServerConventions.Name(request.Method, route);
        ReadOnlySpan<SpanAttribute> attributes =
        [
            new(HttpServerConventions.RequestMethod, HttpServerConventions.Method(request.Method)),
            new(HttpServerConventions.OriginalMethod, HttpServerConventions.OtherSpelling(request.Method)),
            new(HttpServerConventions.UrlPath, request.PathBase.Add(request.Path).Value),
            new(HttpServerConventions.UrlScheme, request.Scheme),
            new(HttpServerConventions.Route, route),
        ];
        if (HostActivity.Of(context) is not { } host)
            return tracer.StartSpan(name, RemoteParent.Of(request), SpanKind.Server, attributes);

        RemoteParent.KeepValidTraceState(host, request);

        // The host does not understand a traceparent of a later version with more fields, and begins a trace instead.
        // Where somebody exports that, we agree with it; else the caller's trace goes on.
        if (host.ParentSpanId == default && !host.Source.HasListeners() && RemoteParent.Of(request) is { IsValid: true } missed)
            return tracer.StartSpan(name, missed, SpanKind.Server, attributes);

        return tracer.Adopt(host, name, SpanKind.Server, attributes);
    }
}
