using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Stackbilt.Observability.Tests;

/// <summary>The clients of <c>IHttpClientFactory</c>.</summary>
public class FactoryTests
{
    [Fact]
    public async Task One_line_gives_every_client_the_innermost_handler()
    {
        var (services, recorder) = Services();
        services.ConfigureHttpClientDefaults(static clients => clients.AddSpanHandler());
        services.AddHttpClient("a").AddHttpMessageHandler(static () => new Twice());
        services.AddHttpClient("b");
        await using var provider = services.BuildServiceProvider();

        foreach (var name in (string[])["a", "b", ""])
        {
            recorder.Clear();
            await SendAsync(provider, name);

            Assert.Equal(name == "a" ? 2 : 1, recorder.Spans.Count(static span => span.Kind == SpanKind.Client));
        }
    }

    [Fact]
    public async Task A_client_that_has_the_line_has_a_handler_and_no_other_has()
    {
        var (services, recorder) = Services();
        services.AddHttpClient("a").AddSpanHandler().AddSpanHandler(static options => options.Enrich = static (span, _, _) => span.SetAttribute("app.told", true));
        services.AddHttpClient("b");
        await using var provider = services.BuildServiceProvider();

        await SendAsync(provider, "a");
        await SendAsync(provider, "b");

        Assert.Equal(true, Assert.Single(recorder.Spans, static span => span.Kind == SpanKind.Client).ValueOf("app.told"));
    }

    [Fact]
    public async Task Methods_are_known_that_the_configuration_lists()
    {
        var (services, recorder) = Services();
        services.AddHttpClient("a").AddSpanHandler();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS", (string?)"SHUFFLE, POST")]).Build());
        await using var provider = services.BuildServiceProvider();

        foreach (var method in (string[])["SHUFFLE", "POST", "GET"])
            await SendAsync(provider, "a", method);

        Assert.Equal(
            ["SHUFFLE", "POST", "_OTHER"],
            recorder.Spans.Where(static span => span.Kind == SpanKind.Client).Select(static span => span.ValueOf("http.request.method")));
    }

    [Fact]
    public async Task Where_tracing_is_off_nothing_is_added()
    {
        var (services, _) = Services(options => options.Enabled = false);
        services.ConfigureHttpClientDefaults(static clients => clients.AddSpanHandler());
        services.AddTransient<IHttpMessageHandlerBuilderFilter, Look>();
        await using var provider = services.BuildServiceProvider();

        await SendAsync(provider, "a");

        Assert.False(Look.HasHandler);
    }

    [Fact]
    public void Without_a_tracer_the_first_client_says_what_is_missing()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("a").AddSpanHandler();
        using var provider = services.BuildServiceProvider();

        var thrown = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("a"));

        Assert.Contains("AddStackbiltObservability", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("'a'", thrown.Message, StringComparison.Ordinal);
    }

    static (ServiceCollection Services, SpanRecorder Recorder) Services(Action<ObservabilityOptions>? configure = null)
    {
        var services = new ServiceCollection();
        var recorder = new SpanRecorder();
        services.AddLogging();
        services.AddStackbiltObservability(configure).AddProcessor(recorder);
        services.ConfigureHttpClientDefaults(static clients => clients.ConfigurePrimaryHttpMessageHandler(static () => Answering.By(static _ => { })));
        return (services, recorder);
    }

    static async Task SendAsync(ServiceProvider provider, string name, string method = "GET")
    {
        var tracer = provider.GetRequiredService<Tracer>();
        await tracer.RunInSpan(tracer.StartRoot("work"), async _ =>
        {
            using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("http://cards.example/"));
            using var response = await client.SendAsync(request);
        });
    }

    sealed class Twice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (await base.SendAsync(request, cancellationToken)).Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }

    sealed class Look : IHttpMessageHandlerBuilderFilter
    {
        public static bool HasHandler { get; private set; }

        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            HasHandler |= builder.AdditionalHandlers.OfType<SpanHandler>().Any();
        };
    }
}
