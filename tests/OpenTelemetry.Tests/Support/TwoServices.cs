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
    // It starts no activity and writes no header: what it sends is what it is told to send.
    readonly HttpClient _outside = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
    readonly bool _injects;
    readonly bool _hasHandler;
    readonly WebApplication _asking;
    readonly WebApplication _answering;

    TwoServices(string? carrier, bool injects, Action<IServiceCollection>? configure = null, bool hasHandler = false)
    {
        _injects = injects;
        _hasHandler = hasHandler;
        _asking = Build(carrier, configure);
        _asking.MapGet("/ask", (Delegate)AskAsync);
        _answering = Build(carrier, configure: null);
        _answering.MapGet("/answer", (Delegate)Answer);
    }

    public SpanRecorder Recorder { get; } = new();

    /// <summary>The header that went from one to the other.</summary>
    public string? TraceParent { get; private set; }

    /// <summary>The baggage that went from one to the other.</summary>
    public string? BaggageSent { get; private set; }

    /// <summary>What deep code finds of the baggage that came in: in the platform's activity, in the SDK, and in its span.</summary>
    public (string? InActivity, string? InSdk, string? InSpan) BaggageFound { get; private set; }

    /// <summary>What deep code adds to the baggage of its span before it asks the other service.</summary>
    public (string Key, string Value)? BaggageSet { get; init; }

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
            await services.SendAsync(services._client, headers);

        return services;
    }

    /// <summary>The same, asked by a program that traces nothing and sends these headers and no others.</summary>
    /// <param name="carrier">The carrier of both; null where the library is off.</param>
    /// <param name="configure">Adds to the services of the first, the SDK for instance.</param>
    /// <param name="headers">What whoever asks sends along.</param>
    public static Task<TwoServices> AskedFromOutsideAsync(
        string? carrier,
        Action<IServiceCollection> configure,
        params (string Name, string Value)[] headers) =>
        AskedFromOutsideAsync(carrier, configure, set: null, headers);

    /// <inheritdoc cref="AskedFromOutsideAsync(string, Action{IServiceCollection}, ValueTuple{string, string}[])"/>
    /// <param name="carrier">The carrier of both; null where the library is off.</param>
    /// <param name="configure">Adds to the services of the first, the SDK for instance.</param>
    /// <param name="set">What deep code adds to the baggage; null for nothing.</param>
    /// <param name="headers">What whoever asks sends along.</param>
    public static async Task<TwoServices> AskedFromOutsideAsync(
        string? carrier,
        Action<IServiceCollection> configure,
        (string Key, string Value)? set,
        params (string Name, string Value)[] headers)
    {
        var services = new TwoServices(carrier, injects: true, configure) { BaggageSet = set };
        await using (services)
            await services.SendAsync(services._outside, headers);

        return services;
    }

    /// <summary>The same, with the line that gives every client its handler in the place of the headers by hand.</summary>
    /// <param name="carrier">The carrier of both; null where the library is off.</param>
    /// <param name="configure">Adds to the services of the first, the SDK for instance.</param>
    /// <param name="headers">What whoever asks sends along.</param>
    public static async Task<TwoServices> AskedThroughTheHandlerAsync(
        string? carrier,
        Action<IServiceCollection> configure,
        params (string Name, string Value)[] headers)
    {
        var services = new TwoServices(
            carrier,
            injects: false,
            added =>
            {
                added.ConfigureHttpClientDefaults(static clients => clients.AddSpanHandler());
                configure(added);
            },
            hasHandler: true);
        await using (services)
            await services.SendAsync(services._outside, headers);

        return services;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _outside.Dispose();
        await _asking.StopAsync();
        await _answering.StopAsync();
        await _asking.DisposeAsync();
        await _answering.DisposeAsync();
    }

    async Task SendAsync(HttpClient client, (string Name, string Value)[] headers)
    {
        await _asking.StartAsync();
        await _answering.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, _asking.Urls.Single() + "/ask");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var response = await client.SendAsync(request);
        Assert.Equal("42", await response.Content.ReadAsStringAsync());
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
            BaggageFound = (inChild?.GetBaggageItem("team"), OpenTelemetry.Baggage.GetBaggage("team"), span?.Baggage["team"]);
            if (BaggageSet is { } set)
                span?.SetBaggage(set.Key, set.Value);

            using var request = new HttpRequestMessage(HttpMethod.Get, _answering.Urls.Single() + "/answer");
            if (_injects)
                TraceContextPropagator.Inject(span, request);

            if (_hasHandler)
                request.SetSpan(span);

            var client = _hasHandler ? context.RequestServices.GetRequiredService<IHttpClientFactory>().CreateClient() : _client;
            using var response = await client.SendAsync(request, context.RequestAborted);
            answer = await response.Content.ReadAsStringAsync(context.RequestAborted);
        }

        Seen = [context.Items["outside"] as Activity, inHandler, inChild, Activity.Current];
        return answer;
    }

    string Answer(HttpContext context)
    {
        TraceParent = context.Request.Headers.TraceParent;
        BaggageSent = context.Request.Headers["baggage"];
        using var span = (ActiveSpan.Current ?? context.GetRequestSpan())?.StartChild("oracle.answer");
        return "42";
    }

    WebApplication Build(string? carrier, Action<IServiceCollection>? configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Logging.AddProvider(new SilentLogging());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.AddStackbiltObservability(options =>
        {
            options.Enabled = carrier is not null;
            options.Carrier = carrier ?? CarrierNames.Null;
        }).AddProcessor(Recorder);
        configure?.Invoke(builder.Services);
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
