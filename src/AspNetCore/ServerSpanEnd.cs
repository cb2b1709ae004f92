using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>Says how the request came out, and ends its span, once the response has completed or never will.</summary>
/// <remarks>
/// A server tells when the response has completed, and by then the status is what the client got. Some servers, the test host
/// among them, do not tell after an exception that nobody handled; they abort the request, and that ends the span as well.
/// </remarks>
sealed class ServerSpanEnd(HttpContext context, ServerRequest request)
{
    CancellationTokenRegistration _aborted;

    public ServerRequest Request => request;

    public Task OnCompletedAsync()
    {
        _aborted.Unregister();
        End(context.Response.StatusCode);
        return Task.CompletedTask;
    }

    /// <summary>An exception leaves the pipeline; further out it may still be turned into a response.</summary>
    public void OnFailed()
    {
        var aborted = context.RequestAborted;
        if (aborted.IsCancellationRequested)
        {
            // Nobody waits for an answer, and not every server says any more that it is done.
            End(context.Response.HasStarted ? context.Response.StatusCode : StatusCodes.Status499ClientClosedRequest);
            return;
        }

        request.WasCutShort = context.Response.HasStarted;
        _aborted = aborted.UnsafeRegister(static state => ((ServerSpanEnd)state!).OnAborted(), this);
    }

    void OnAborted() =>
        End(context.Response.HasStarted ? context.Response.StatusCode : StatusCodes.Status500InternalServerError);

    void End(int statusCode)
    {
        HttpServerConventions.SetOutcome(request, statusCode);
        request.ServerSpan.End();
    }
}
