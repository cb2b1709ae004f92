using System.Net;

namespace Stackbilt.Observability.Tests;

/// <summary>The inner end of a client: answers by a delegate, and remembers what it was sent.</summary>
sealed class Answering(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public static Answering With(HttpStatusCode status) =>
        new((_, _) => Task.FromResult(new HttpResponseMessage(status) { Version = HttpVersion.Version11 }));

    public static Answering By(Action<HttpRequestMessage> look) => new((request, _) =>
    {
        look(request);
        return Task.FromResult(new HttpResponseMessage());
    });

    public static Answering Throwing(Exception exception) => new((_, _) => throw exception);

    /// <summary>The <c>traceparent</c> of each sending; null where it had none.</summary>
    public List<string?> Parents { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Parents.Add(request.Headers.TryGetValues("traceparent", out var values) ? Assert.Single(values) : null);
        return answer(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();
}
