using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>An application with the page in it, and a client that asks as a browser or as curl does.</summary>
sealed class PageApplication : IAsyncDisposable
{
    readonly HttpClient _client;

    PageApplication(WebApplication application)
    {
        Application = application;
        _client = application.GetTestClient();
    }

    public WebApplication Application { get; }

    public SpanRecorder Recorder => Application.Services.GetRequiredService<SpanRecorder>();

    /// <summary>Starts one with a request at /hello/{name}, which has two spans below its own.</summary>
    public static async Task<PageApplication> StartAsync(
        string carrier = CarrierNames.AsyncLocal,
        string environment = "Development",
        Action<TracesPageOptions>? page = null,
        Action<WebApplication>? before = null,
        Action<WebApplication>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ApplicationName = "Greetings" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(new SilentLogging());
        builder.AddStackbiltTraces(page);
        builder.AddStackbiltObservability(options => options.Carrier = carrier)
            .AddCarrier(Carriers.ThreadBound, static _ => new ThreadBoundCarrier())
            .Services.AddSpanRecorder();
        var app = builder.Build();
        before?.Invoke(app);
        app.UseStackbiltObservability();
        app.MapStackbiltTraces();
        app.MapGet("/hello/{name}", (string name, HttpContext context) =>
        {
            using var compose = context.GetRequestSpan()?.StartChild("greeting.compose", ("greeting.name", name));
            using var lookUp = compose?.StartChild("greeting.look_up");
            return "Hello.";
        });
        more?.Invoke(app);
        await app.StartAsync();
        return new PageApplication(app);
    }

    public async Task<string> GetAsync(string path) => await (await _client.GetAsync(path, HangGuard.Token)).Content.ReadAsStringAsync();

    public async Task<HttpStatusCode> StatusOfAsync(string path) => (await _client.GetAsync(path, HangGuard.Token)).StatusCode;

    /// <summary>As a browser asks.</summary>
    public async Task<HttpResponseMessage> BrowseAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return await _client.SendAsync(request, HangGuard.Token);
    }

    /// <summary>Sends a request, and waits until its server span has ended.</summary>
    public async Task HelloAsync(string name)
    {
        await GetAsync("/hello/" + name);
        await Recorder.WaitForAsync(
            all => all.Any(span => span.Kind == SpanKind.Server && span.Attributes.Any(one => one.Value is string path && path == "/hello/" + name)),
            HangGuard.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Application.DisposeAsync();
    }
}
