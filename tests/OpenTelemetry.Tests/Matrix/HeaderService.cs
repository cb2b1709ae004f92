using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>A service that calls another one three times for each request, and answers what that one was sent.</summary>
sealed class HeaderService : IAsyncDisposable
{
    readonly HttpClient _client;
    readonly WebApplication _service;
    readonly WebApplication _called = Built(new WebApplicationOptions(), static _ => { });
    readonly HeadersBy _by;

    HeaderService(string? carrier, Listening listening, HeadersBy by)
    {
        _by = by;
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (by == HeadersBy.PlatformPropagator)
            handler.ActivityHeadersPropagator = new PlatformPropagator();

        var exported = new List<Activity>();
        _service = Built(new WebApplicationOptions(), builder =>
        {
            builder.AddStackbiltObservability(options =>
            {
                options.Enabled = carrier is not null;
                options.Carrier = carrier ?? CarrierNames.Null;
            }).AddProcessor(new SpanRecorder());
            listening.AddTo(builder.Services, exported);
        });
        _client = new HttpClient(by == HeadersBy.SpanHandler
            ? new SpanHandler(_service.Services.GetRequiredService<Tracer>()) { InnerHandler = handler }
            : handler);
        _service.UseStackbiltObservability();
        _service.Run(CallAsync);
        _called.Run(static context => context.Response.WriteAsJsonAsync(
            new HeadersSent([.. context.Request.Headers.TraceParent], [.. context.Request.Headers.TraceState])));
    }

    /// <param name="carrier">The carrier; null where the library is off.</param>
    /// <param name="listening">What the SDK listens to.</param>
    /// <param name="by">Who writes the headers.</param>
    public static async Task<HeaderService> StartAsync(string? carrier, Listening listening, HeadersBy by)
    {
        var service = new HeaderService(carrier, listening, by);
        await service._called.StartAsync();
        await service._service.StartAsync();
        return service;
    }

    /// <summary>What the other one was sent, once this one was called with these lines.</summary>
    public async Task<HeadersSent[]> CallAsync(params string[] headerLines) =>
        HeadersSent.Of(await RawRequest.SendAsync(new Uri(_service.Urls.Single()), headerLines));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.StopAsync();
        await _called.StopAsync();
        await _service.DisposeAsync();
        await _called.DisposeAsync();
    }

    async Task CallAsync(HttpContext context)
    {
        var sent = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            // Under Null nothing is handed down, and the headers of nothing are written.
            using var span = (ActiveSpan.Current ?? context.GetRequestSpan())?.StartActiveChild("call", SpanKind.Client);
            using var request = new HttpRequestMessage(HttpMethod.Get, _called.Urls.Single());
            if (_by == HeadersBy.Inject)
                TraceContextPropagator.Inject(span, request);

            if (_by == HeadersBy.SpanHandler)
                request.SetSpan(span);

            using var response = await _client.SendAsync(request, context.RequestAborted);
            sent.Add(await response.Content.ReadAsStringAsync(context.RequestAborted));
        }

        await context.Response.WriteAsync($"[{string.Join(',', sent)}]");
    }

    static WebApplication Built(WebApplicationOptions options, Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(options);
        builder.Logging.AddProvider(new SilentLogging());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        configure(builder);
        return builder.Build();
    }
}
