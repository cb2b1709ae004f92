using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>Says how the request came out, and ends its span, once the response has completed or never will.</summary>
/// <remarks>
/// A server tells when the response has completed, and by then the status is what the client got. Some servers, the test host
/// among them, do not tell after an exception that nobody handled; they abort the request, and that ends the span as well.
/// </remarks>
sealed class ServerSpanEnd(HttpContext context, ServerRequest request, ServerSpanSettings settings)
{
    CancellationTokenRegistration _aborted;

    public ServerRequest Request => request;

    /// <summary>Where routing runs inside, the route is known later. A name that the application gave the span stays.</summary>
    public void NoteRoute()
    {
        if (request.Endpoint is not { } endpoint || HttpServerConventions.RouteOf(endpoint.Asked, context.Request) is not { } route)
            return;

        request.Endpoint = null;
        var span = request.ServerSpan;
        span.SetAttribute(HttpServerConventions.Route, route);
        if (span.Name == settings.Methods.SpanName(request.Method, route: null))
            span.UpdateName(settings.Methods.SpanName(request.Method, route));
    }

    public Task OnCompletedAsync()
    {
        _aborted.Unregister();
        End(static response => response.StatusCode);
        return Task.CompletedTask;
    }

    /// <summary>
    /// An exception leaves the pipeline; further out it may still be turned into a response. It must not be replaced by one
    /// of the server's.
    /// </summary>
    public void OnFailed()
    {
        try
        {
            EndWithTheRequest();
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(OnFailed), exception);
            request.ServerSpan.End();
        }
    }

    void EndWithTheRequest()
    {
        var aborted = context.RequestAborted;
        if (aborted.IsCancellationRequested)
        {
            // Nobody waits for an answer, and not every server says any more that it is done.
            End(static response => response.HasStarted ? response.StatusCode : StatusCodes.Status499ClientClosedRequest);
            return;
        }

        request.WasCutShort = context.Response.HasStarted;
        _aborted = aborted.UnsafeRegister(static state => ((ServerSpanEnd)state!).OnAborted(), this);
    }

    void OnAborted() =>
        End(static response => response.HasStarted ? response.StatusCode : StatusCodes.Status500InternalServerError);

    /// <summary>The server calls this on threads of its own, where nobody would catch what its response throws by then.</summary>
    void End(Func<HttpResponse, int> statusCode)
    {
        try
        {
            HttpServerConventions.SetOutcome(request, statusCode(context.Response));
            if (request.ServerSpan.IsRecording)
                settings.Complete(request.ServerSpan, context);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(End), exception);
        }

        request.ServerSpan.End();
    }
}
