using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

/// <summary>What an application says of its server spans: which, with what in them, and in whose trace.</summary>
public class ServerSpanOptionsTests
{
    const string Id = "12345678901234567890123456789012";
    const string Parent = "1234567890123456";

    [Theory, EveryServer]
    public async Task A_request_that_the_filter_leaves_out_has_no_span(Server server, bool hostActivities)
    {
        Span? seen = null;
        await using var app = await StartAsync(
            server,
            static options => options.Filter = static context => !context.Request.Path.StartsWithSegments("/health"),
            context => seen = context.GetRequestSpan() ?? ActiveSpan.Current,
            hostActivities);

        await app.Client.GetAsync("/health");
        Assert.Null(seen);

        await app.Client.GetAsync("/cards");
        Assert.Equal("/cards", Attribute(await app.OneSpanAsync(), "url.path"));
        Assert.NotNull(seen);
    }

    [Fact]
    public async Task Nor_is_the_hosts_activity_exported()
    {
        var started = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = started.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await StartAsync(Server.Kestrel, static options => options.Filter = static _ => false, static _ => { });

        await app.Client.GetAsync("/health");

        var host = Assert.Single(started);
        Assert.Equal((false, false), (host.Recorded, host.IsAllDataRequested));
    }

    [Theory, EveryServer]
    public async Task What_a_filter_or_an_enricher_throws_harms_nobody(Server server, bool hostActivities)
    {
        await using var app = await StartAsync(
            server,
            static options =>
            {
                options.Filter = static _ => throw new InvalidOperationException("No answer.");
                options.Enrich = static (_, _) => throw new InvalidOperationException("Nothing to say.");
            },
            static _ => { },
            hostActivities);

        (await app.Client.GetAsync("/cards")).EnsureSuccessStatusCode();

        Assert.Equal("200", Attribute(await app.OneSpanAsync(), "http.response.status_code"));
    }

    [Theory, EveryServer]
    public async Task The_enricher_sees_how_it_came_out(Server server, bool hostActivities)
    {
        await using var app = await StartAsync(
            server,
            static options => options.Enrich = static (span, context) => span.SetAttribute("status.seen", context.Response.StatusCode),
            static context => context.Response.StatusCode = 418,
            hostActivities);

        await app.Client.GetAsync("/cards");

        Assert.Equal("418", Attribute(await app.OneSpanAsync(), "status.seen"));
    }

    [Theory, EveryServer]
    public async Task Headers_that_were_named_are_recorded_and_no_others(Server server, bool hostActivities)
    {
        await using var app = await StartAsync(
            server,
            static options =>
            {
                options.RequestHeaders.Add("X-Deck");
                options.RequestHeaders.Add("x-deck");
                options.RequestHeaders.Add("X-Missing");
                options.ResponseHeaders.Add("X-Card");
            },
            static context => context.Response.Headers["X-Card"] = new(["fool", "tower"]),
            hostActivities);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/cards");
        request.Headers.Add("X-Deck", "old");
        request.Headers.Add("X-Secret", "hidden");

        await app.Client.SendAsync(request);

        var span = await app.OneSpanAsync();
        Assert.Equal(["old"], (string[])span.Attributes.Single(static one => one.Key == "http.request.header.x-deck").Value!);
        Assert.Equal(["fool", "tower"], (string[])span.Attributes.Single(static one => one.Key == "http.response.header.x-card").Value!);
        Assert.Equal(2, span.Attributes.Count(static one => one.Key.Contains(".header.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("?deck=old&sig=abc", "deck=old&sig=REDACTED")]
    [InlineData("?sig=abc", "sig=REDACTED")]
    [InlineData("?abc", "REDACTED")]
    [InlineData("?a=1=2&&DECK=x", "a=REDACTED&&DECK=REDACTED")]
    [InlineData("?my%20deck=old", "my%20deck=old")]
    [InlineData("?", null)]
    [InlineData("", null)]
    public async Task A_query_keeps_its_keys_and_the_values_that_were_named(string query, string? expected)
    {
        await using var app = await StartAsync(Server.Kestrel, static options =>
        {
            options.QueryKeys.Add("deck");
            options.QueryKeys.Add("my deck");
        }, static _ => { });

        await app.Client.GetAsync("/cards" + query);

        Assert.Equal(expected, Attribute(await app.OneSpanAsync(), "url.query"));
    }

    [Fact]
    public async Task A_query_without_end_is_cut()
    {
        await using var app = await StartAsync(Server.Kestrel, static _ => { }, static _ => { });

        await app.Client.GetAsync("/cards?" + string.Concat(Enumerable.Repeat("k=v&", 1_500)));

        Assert.Equal(2_048, Attribute(await app.OneSpanAsync(), "url.query")!.Length);
    }

    [Theory]
    [InlineData(Server.Kestrel, true)]
    [InlineData(Server.Kestrel, false)]
    [InlineData(Server.TestHost, true)]
    public async Task Of_a_trace_that_comes_in_only_a_link_is_kept_or_nothing(Server server, bool hostActivities)
    {
        foreach (var incoming in Enum.GetValues<IncomingTrace>())
        {
            await using var app = await StartAsync(server, options => options.IncomingTrace = incoming, static _ => { }, hostActivities);
            using var request = new HttpRequestMessage(HttpMethod.Get, "/cards");
            request.Headers.Add("traceparent", $"00-{Id}-{Parent}-01");

            await app.Client.SendAsync(request);

            var span = await app.OneSpanAsync();
            Assert.Equal(incoming == IncomingTrace.Continue, span.Context.TraceId.ToString() == Id);
            Assert.Equal(incoming == IncomingTrace.Continue ? Parent : "0000000000000000", span.ParentSpanId.ToString());
            Assert.Equal(
                incoming == IncomingTrace.Link ? [$"{Id}-{Parent}"] : [],
                span.Links.Select(static link => $"{link.Context.TraceId}-{link.Context.SpanId}"));
        }
    }

    [Fact]
    public async Task Who_asks_whom_is_said()
    {
        await using var app = await StartAsync(Server.Kestrel, static _ => { }, static _ => { });
        app.Client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Reader", "1.0"));

        await app.Client.GetAsync("/cards");

        var span = await app.OneSpanAsync();
        Assert.Equal(
            ("127.0.0.1", $"{app.Client.BaseAddress!.Port}", "127.0.0.1", "1.1", "Reader/1.0"),
            (Attribute(span, "server.address"), Attribute(span, "server.port"), Attribute(span, "client.address"), Attribute(span, "network.protocol.version"), Attribute(span, "user_agent.original")));
    }

    [Fact]
    public async Task What_is_a_value_can_be_configured_and_the_application_has_the_last_word()
    {
        ServerSpanOptions? read = null;
        await using var app = await TestApplication.StartAsync(
            Server.TestHost,
            CarrierNames.AsyncLocal,
            static inside => inside.MapGet("/cards", static () => "taken"),
            spans: options =>
            {
                read = options;
                options.IncomingTrace = IncomingTrace.Ignore;
            },
            services: static services => services.AddSingleton(Configured(
                ("incomingtrace", "link"), ("QueryKeys:0", "page"), ("QueryKeys:1", "size"), ("RequestHeaders", "x-deck, x-suit"), ("ResponseHeaders:0", "x-age"))));

        await app.Client.GetAsync("/cards?page=2&secret=3");

        Assert.Equal(IncomingTrace.Ignore, read!.IncomingTrace);
        Assert.Equal(["page", "size"], read.QueryKeys);
        Assert.Equal(["x-deck", "x-suit"], read.RequestHeaders);
        Assert.Equal(["x-age"], read.ResponseHeaders);
        Assert.Equal("page=2&secret=REDACTED", (await app.OneSpanAsync()).Get("url.query"));
    }

    [Fact]
    public async Task What_is_configured_wrongly_stops_the_application_and_is_all_named()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApplication.StartAsync(
            Server.TestHost,
            CarrierNames.AsyncLocal,
            static _ => { },
            services: static services => services.AddSingleton(Configured(("IncomingTrace", "1"), ("QueryKey", "page")))));

        Assert.Contains("Stackbilt:ServerSpans:IncomingTrace is \"1\"; it must be Continue, Link, Ignore.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Stackbilt:ServerSpans:QueryKey is not a setting.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Methods_are_known_that_the_configuration_lists()
    {
        await using var app = await TestApplication.StartAsync(
            Server.TestHost,
            CarrierNames.AsyncLocal,
            static inside => inside.Map("/cards", static () => "taken"),
            services: static services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection([KeyValuePair.Create("OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS", (string?)"SHUFFLE, POST")]).Build()));

        foreach (var method in (string[])["SHUFFLE", "POST", "GET"])
            await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/cards"));

        var spans = await app.Recorder.WaitForAsync(3, HangGuard.Token);
        Assert.Equal(["POST", "SHUFFLE", "_OTHER"], spans.Select(span => Attribute(span, "http.request.method")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_route_has_the_path_before_it_that_the_application_is_mounted_at()
    {
        await using var app = await TestApplication.StartAsync(
            Server.Kestrel,
            CarrierNames.AsyncLocal,
            static inside => inside.MapGet("/cards/{name}", static (string name) => name),
            outside: static outside => outside.UsePathBase("/tarot"));

        await app.Client.GetAsync("/tarot/cards/fool");

        var span = await app.OneSpanAsync();
        Assert.Equal(("/tarot/cards/{name}", "GET /tarot/cards/{name}"), (Attribute(span, "http.route"), span.Name));
    }

    [Fact]
    public void Nothing_to_configure_with_is_refused()
    {
        var application = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());

        Assert.Throws<ArgumentNullException>("configure", () => application.UseStackbiltObservability(null!));
    }

    static string? Attribute(SpanData span, string key) => span.Attributes.FirstOrDefault(one => one.Key == key).Value?.ToString();

    static Task<TestApplication> StartAsync(
        Server server, Action<ServerSpanOptions> spans, Action<HttpContext> handle, bool hostActivities = true) =>
        TestApplication.StartAsync(
            server,
            CarrierNames.AsyncLocal,
            inside => inside.Run(context =>
            {
                handle(context);
                return Task.CompletedTask;
            }),
            hostActivities: hostActivities,
            spans: spans);

    static IConfiguration Configured(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(static setting =>
            KeyValuePair.Create($"{ServerSpanOptions.SectionName}:{setting.Key}", (string?)setting.Value)))
        .Build();
}
