using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>A running application with tracing in it, a client to talk to it, and what it recorded.</summary>
sealed class TestApplication : IAsyncDisposable
{
    readonly WebApplication _application;

    TestApplication(WebApplication application, HttpClient client, SpanRecorder recorder)
    {
        _application = application;
        Client = client;
        Recorder = recorder;
    }

    public HttpClient Client { get; }

    public SpanRecorder Recorder { get; }

    public TestServer TestServer => _application.GetTestServer();

    /// <summary>Starts an application whose pipeline is: what is outside, the server span, what is inside.</summary>
    public static async Task<TestApplication> StartAsync(
        Server server,
        string carrier,
        Action<WebApplication> inside,
        Action<WebApplication>? outside = null,
        bool hostActivities = true,
        Action<ObservabilityOptions>? configure = null,
        Action<ServerSpanOptions>? spans = null,
        Action<IServiceCollection>? services = null)
    {
        var recorder = new SpanRecorder();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.AddStackbiltObservability(configure).Services.AddStackbiltObservability(options => options.Carrier = carrier)
            .AddCarrier(Carriers.ThreadBound, static _ => new ThreadBoundCarrier())
            .AddProcessor(recorder);
        services?.Invoke(builder.Services);
        if (hostActivities)
            builder.Logging.AddProvider(new SilentLogging());

        if (server == Server.TestHost)
            builder.WebHost.UseTestServer();
        else
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));

        var application = builder.Build();
        outside?.Invoke(application);
        application.UseStackbiltObservability(spans ?? (static _ => { }));
        inside(application);
        await application.StartAsync();
        return new TestApplication(application, ClientOf(server, application), recorder);
    }

    /// <summary>The one span that the application recorded, once it has ended.</summary>
    public async Task<SpanData> OneSpanAsync()
    {
        await Recorder.WaitForAsync(1, HangGuard.Token);
        return Assert.Single(Recorder.Spans);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
    }

    static HttpClient ClientOf(Server server, WebApplication application)
    {
        if (server == Server.TestHost)
            return application.GetTestClient();

        // One connection for requests that follow each other, as many as there are requests at a time. A client that leaves in
        // the middle of a response leaves at once.
        return new HttpClient(new SocketsHttpHandler { UseProxy = false, ResponseDrainTimeout = TimeSpan.Zero })
        {
            BaseAddress = new Uri(application.Urls.Single()),
        };
    }
}
