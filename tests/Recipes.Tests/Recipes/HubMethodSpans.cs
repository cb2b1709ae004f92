using Microsoft.AspNetCore.SignalR;
using Stackbilt.Observability;

namespace Letters;

public sealed class HubMethodSpans(Tracer tracer) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var connection = invocationContext.Context.GetHttpContext()?.GetRequestSpan();
        IReadOnlyList<SpanLink> links = connection is null ? [] : [new SpanLink(connection.Context)];
        var method = $"{invocationContext.Hub.GetType().Name}/{invocationContext.HubMethodName}";
        return await tracer.RunInSpan(
            tracer.StartRoot(method, SpanKind.Server, links, ("rpc.system.name", "signalr"), ("rpc.method", method)),
            async active =>
            {
                // What the hub has injected, in the scope of this one call.
                invocationContext.ServiceProvider.GetRequiredService<RequestSpan>().Span = active;
                return await next(invocationContext);
            });
    }
}

public sealed class LetterHub(RequestSpan call, MailRoom mail) : Hub
{
    public Task Send(string letter) => mail.SendAsync(letter, call.Span, Context.ConnectionAborted);
}
