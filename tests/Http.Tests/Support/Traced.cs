using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>A tracer of one test, with a client whose handler knows it.</summary>
sealed class Traced : IDisposable
{
    readonly ActivitySource _source = new("Http.Tests");

    public Traced(HttpMessageHandler inner, IContextCarrier? carrier = null, SpanHandlerOptions? options = null)
    {
        Tracer = new Tracer(carrier ?? new AsyncLocalCarrier(), [Recorder], _source);
        Handler = new SpanHandler(Tracer, options) { InnerHandler = inner };
        Client = new HttpClient(Handler) { BaseAddress = new Uri("http://cards.example/") };
    }

    public SpanRecorder Recorder { get; } = new();

    public Tracer Tracer { get; }

    public SpanHandler Handler { get; }

    public HttpClient Client { get; }

    /// <summary>What an activity source of ours is called in this test, for a listener of its own.</summary>
    public ActivitySource Source => _source;

    public SpanData Sent => Assert.Single(Recorder.Spans, static span => span.Kind == SpanKind.Client);

    /// <summary>Sends inside an active span, and answers the client span.</summary>
    public async Task<SpanData> SendAsync(HttpRequestMessage request)
    {
        await Tracer.RunInSpan(Tracer.StartRoot("work"), async _ =>
        {
            using var response = await Client.SendAsync(request);
        });
        return Sent;
    }

    public void Dispose()
    {
        Client.Dispose();
        _source.Dispose();
    }
}
