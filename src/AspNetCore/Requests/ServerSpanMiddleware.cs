using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Stackbilt.Observability;

/// <summary>
/// One server span per request (OpenTelemetry semantic conventions, "HTTP server"). Where there is an activity for the request
/// already, the span is that activity, and none is added (aspnetcore#27237).
/// </summary>
sealed class ServerSpanMiddleware(RequestDelegate next, Tracer tracer, ServerSpanSettings settings)
{
    const CarrierCapabilities Flowing =
        CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait;

    // One that cannot say it is taken for a carrier that passes the span to the work.
    readonly CarrierCapabilities _claimed = CarrierClaims.Of(tracer.Carrier, otherwise: CarrierCapabilities.PassesToWork);

    public Task InvokeAsync(HttpContext context)
    {
        // A second run of the same request is an exception handler further out that answers with a page of the application.
        if (context.Features.Find<ServerSpanEnd>() is { } end)
            return end.Request.IsRunning ? next(context) : RunAsync(context, end, host: null, isRecorded: true);

        var host = HostOf(context);
        var isRecorded = tracer.Enabled || (host is not null && host.Source.HasListeners());
        // Where nobody records and nothing is carried, nobody would see a span.
        if (!isRecorded && _claimed == CarrierCapabilities.None)
            return next(context);

        if (settings.Wants(context))
            return RunAsync(context, end: null, host, isRecorded);

        if (host is not null)
            ServerSpanSettings.Drop(host);

        return next(context);
    }

    /// <summary>Asynchronous, so that the span becomes active for what comes after us, and not for what has called us.</summary>
    async Task RunAsync(HttpContext context, ServerSpanEnd? end, Activity? host, bool isRecorded)
    {
        var isActive = end is null && host is null;
        end ??= Begin(context, host, isRecorded);
        if (end is null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var request = end.Request;
        request.IsRunning = true;
        try
        {
            await ((_claimed & Flowing) == Flowing
                ? RunUntilTheEnd(context, request, isActive)
                : RunToFirstAwait(context, request)).ConfigureAwait(false);
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
            Note(context, end);
        }
    }

    Task RunUntilTheEnd(HttpContext context, ServerRequest request, bool isActive)
    {
        if (!isActive)
            tracer.Carrier.AttachUntilEnd(request.ServerSpan);

        HandDown(request.ServerSpan, context, request);
        return next(context);
    }

    /// <summary>Any other carrier keeps the span on a thread, until the pipeline first gives that up, or keeps nothing.</summary>
    Task RunToFirstAwait(HttpContext context, ServerRequest request) => tracer.Carrier.RunWithSpan(
        request.ServerSpan,
        (next, context, request),
        static (active, run) =>
        {
            HandDown(active, run.context, run.request);
            return run.next(run.context);
        });

    /// <summary>
    /// Null where the server, or what the application has put on the endpoint, throws when it is asked: the request is
    /// handled without a span then.
    /// </summary>
    ServerSpanEnd? Begin(HttpContext context, Activity? host, bool isRecorded)
    {
        Span? span = null;
        try
        {
            var endpoint = isRecorded ? HttpServerConventions.EndpointOf(context) : null;
            var route = HttpServerConventions.RouteOf(endpoint, context.Request);
            span = isRecorded ? Start(context, host, route) : StartUnrecorded(context.Request, host);
            var end = new ServerSpanEnd(context, new ServerRequest(span, context.Request.Method), settings);
            context.Response.OnCompleted(static state => ((ServerSpanEnd)state).OnCompletedAsync(), end);
            context.Features.Set(end);
            if (span.IsRecording)
            {
                if (route is null)
                    context.Features.Set<IEndpointFeature>(end.Request.Endpoint = new AskedEndpoint(context.Features, endpoint));

                settings.Begin(span, context);
            }

            return end;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(Begin), exception);
            span?.End();
            return null;
        }
    }

    Activity? HostOf(HttpContext context)
    {
        try
        {
            return HostActivity.Of(context);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(HostActivity), exception);
            return null;
        }
    }

    static void HandDown(Span? active, HttpContext context, ServerRequest request)
    {
        request.HandedDown = active;
        try
        {
            if (active is not null)
                ServicesWithSpan.GiveTo(context, active);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(request, nameof(HandDown), exception);
        }
    }

    /// <summary>What is known when the pipeline has run, and may be gone when the response has completed.</summary>
    static void Note(HttpContext context, ServerSpanEnd end)
    {
        var request = end.Request;
        try
        {
            if (!request.ServerSpan.IsRecording)
                return;

            if (context.Features.Find<IExceptionHandlerFeature>() is { } handled)
                request.Record(handled.Error);

            end.NoteRoute();
        }
        catch (Exception exception)
        {
            TracingFaults.Report(request, nameof(Note), exception);
        }
    }

    Span Start(HttpContext context, Activity? host, string? route)
    {
        var request = context.Request;
        var server = ServerAddress.Of(request);
        ReadOnlySpan<SpanAttribute> attributes =
        [
            new(HttpConventions.RequestMethod, settings.Methods.Of(request.Method)),
            new(HttpConventions.OriginalMethod, settings.Methods.OtherSpelling(request.Method)),
            new(HttpServerConventions.UrlPath, request.PathBase.Add(request.Path).Value),
            new(HttpServerConventions.UrlScheme, request.Scheme),
            new(HttpServerConventions.UrlQuery, settings.Query.Of(request.QueryString.Value)),
            new(HttpConventions.ServerAddress, server.Name),
            server.Name is null ? default : new(HttpConventions.ServerPort, server.Port),
            new(HttpServerConventions.ClientAddress, context.Connection.RemoteIpAddress?.ToString()),
            new(HttpConventions.ProtocolVersion, HttpServerConventions.VersionOf(request.Protocol)),
            new(HttpServerConventions.UserAgent, request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null),
            new(HttpServerConventions.Route, route),
        ];
        return Start(request, host, settings.Methods.SpanName(request.Method, route), attributes);
    }

    /// <summary>Nobody will see more of it than its ids.</summary>
    Span StartUnrecorded(HttpRequest request, Activity? host) =>
        Start(request, host, settings.Methods.SpanName(request.Method, route: null), attributes: []);

    Span Start(HttpRequest request, Activity? host, string name, ReadOnlySpan<SpanAttribute> attributes)
    {
        var goesOn = settings.IncomingTrace == IncomingTrace.Continue;
        if (host is null)
        {
            return goesOn
                ? tracer.StartActiveSpan(name, RemoteParent.Of(request), RemoteParent.BaggageOf(request), SpanKind.Server, attributes)
                : tracer.StartActiveSpan(name, parent: default, SpanKind.Server, attributes);
        }

        RemoteParent.KeepWhatIsValid(host, request);
        if (goesOn)
            RemoteParent.KeepBaggage(host, request);

        // A host that does not read as we do begins a trace where the caller has one, of a later version for instance.
        // Where a listener exports that, we agree with it; else the caller's trace goes on.
        if (goesOn
            && host.ParentSpanId == default
            && !host.Source.HasListeners()
            && RemoteParent.Of(request) is { IsValid: true } missed)
        {
            return tracer.StartActiveSpan(name, missed, RemoteParent.BaggageOf(request), SpanKind.Server, attributes);
        }

        return tracer.Adopt(host, name, SpanKind.Server, attributes);
    }
}
