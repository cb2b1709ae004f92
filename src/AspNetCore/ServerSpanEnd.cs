using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>Says how the request came out, and ends its span, once the response has completed.</summary>
sealed class ServerSpanEnd(HttpContext context, Span span)
{
    public Task RunAsync()
    {
        HttpServerConventions.SetOutcome(
            span,
            context.Response.StatusCode,
            context.Features.Get<RequestSpanFeature>()?.Exception);
        span.End();
        return Task.CompletedTask;
    }
}
