using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>A service that asks another one over HTTP from inside a span; the same program under every carrier.</summary>
sealed class TwoServices : IAsyncDisposable
{
    readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    readonly bool _injects;
    readonly WebApplication _asking;
    readonly WebApplication _answering;

    TwoServices(string carrier, bool injects)
    {
        _injects = injects;
        _asking = Build(carrier);
        _asking.MapGet("/ask", (Delegate)AskAsync);
        _answering = Build(carrier);
        _answering.MapGet("/answer", (Delegate)Answer);
    }

    public SpanRecorder Recorder { get; } = new();

    /// <summary>The header that went from one to the other.</summary>
    public string? TraceParent { get; private set; }

    /// <summary>The platform's activity: outside the middleware, in the handler, in the child, and after it.</summary>
    public IReadOnlyList<Activity?> Seen { get; private set; } = [];

    /// <summary>Runs both, sends one request from one to the other, and stops both, so that everything has ended.</summary>
    /// <param name="carrier">The carrier of both.</param>
    /// <param name="injects">Whether the program gives its span to the request, as it must under Explicit.</param>
    /// <param name="headers">What whoever asks sends along.</param>
    public static async Task<TwoServices> AskedAsync(
        string carrier,
        bool injects = true,
        params (string Name, string Value)[] headers)
    {
        var services = new TwoServices(carrier, injects);
        await using (services)
        {
            await services._asking.StartAsync();
            await services._answering.StartAsync();
            using var request = new HttpRequestMessage(HttpMethod.Get, services._asking.Urls.Single() + "/ask");
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);

            using var response = await services._client.SendAsync(request);
            Assert.Equal("42", await response.Content.ReadAsStringAsync());
        }

        return services;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _asking.StopAsync();
        await _answering.StopAsync();
        await _asking.DisposeAsync();
        await _answering.DisposeAsync();
    }

    async Task<string> AskAsync(HttpContext context)
    {
        var inHandler = Activity.Current;
        Activity? inChild;
        string answer;
        using (var span = (ActiveSpan.Current ?? context.GetRequestSpan())?.StartActiveChild("oracle.inference"))
        {
            await Task.Yield();
            inChild = Activity.Current;
            using var request = new HttpRequestMessage(HttpMethod.Get, _answering.Urls.Single() + "/answer");
            if (_injects)
                TraceContextPropagator.Inject(span, request);

            using var response = await _client.SendAsync(request, context.RequestAborted);
            answer = await response.Content.ReadAsStringAsync(context.RequestAborted);
        }

        Seen = [context.Items["outside"] as Activity, inHandler, inChild, Activity.Current];
        return answer;
    }

    string Answer(HttpContext context)
    {
        TraceParent = context.Request.Headers.TraceParent;
        using var span = (ActiveSpan.Current ?? context.GetRequestSpan())?.StartChild("oracle.answer");
        return "42";
    }

    WebApplication Build(string carrier)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Logging.AddProvider(new SilentLogging());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.AddStackbiltObservability(options => options.Carrier = carrier).AddProcessor(Recorder);
        var application = builder.Build();
        application.Use((context, next) =>
        {
            context.Items["outside"] = Activity.Current;
            return next(context);
        });
        application.UseStackbiltObservability();
        return application;
    }
}
