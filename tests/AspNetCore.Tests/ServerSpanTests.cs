using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability.Tests;

public class ServerSpanTests
{
    [Theory, EveryServerAndCarrier]
    public async Task A_request_has_one_server_span_that_says_what_was_asked_and_answered(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(server, carrier, inside =>
            inside.MapGet("/cards/{name}", static (string name) => name));

        Assert.Equal("fool", await app.Client.GetStringAsync("/cards/fool?deck=old"));

        var span = await app.OneSpanAsync();
        Assert.Equal(SpanKind.Server, span.Kind);
        Assert.Equal("GET /cards/{name}", span.Name);
        Assert.Equal(default, span.ParentSpanId);
        Assert.True(span.Context.IsSampled);
        Assert.Equal(SpanStatus.Unset, span.Status);
        Assert.Empty(span.Events);
        Assert.Equal(
            [
                new("http.request.method", "GET"),
                new("url.path", "/cards/fool"),
                new("url.scheme", "http"),
                new("url.query", "deck=REDACTED"),
                new("server.address", app.Client.BaseAddress!.Host),
                new("server.port", app.Client.BaseAddress.Port),
                .. server == Server.Kestrel ? (SpanAttribute[])[new("client.address", "127.0.0.1"), new("network.peer.address", "127.0.0.1")] : [],
                new("network.protocol.version", "1.1"),
                new("http.route", "/cards/{name}"),
                new("http.response.status_code", 200),
            ],
            span.Attributes.Where(static attribute => attribute.Key != "network.peer.port").OrderBy(attribute => Array.IndexOf(Order, attribute.Key)));
        Assert.Equal(server == Server.Kestrel, span.Get("network.peer.port") is > 0L);
    }

    [Theory, EveryServerAndCarrier]
    public async Task Without_a_route_the_name_is_the_method(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(server, carrier, static _ => { });

        await app.Client.DeleteAsync("/nowhere");

        var span = await app.OneSpanAsync();
        Assert.Equal("DELETE", span.Name);
        Assert.Null(span.Get("http.route"));
        Assert.Equal("/nowhere", span.Get("url.path"));
        Assert.Equal(404L, span.Get("http.response.status_code"));
    }

    [Theory, EveryServerAndCarrier]
    public async Task A_method_that_nobody_knows_is_reported_as_other(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(server, carrier, static inside =>
            inside.Map("/cards", static () => "taken"));

        await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod("SHUFFLE"), "/cards"));
        await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod("SHUFFLE"), "/nowhere"));

        var spans = await app.Recorder.WaitForAsync(2, HangGuard.Token);
        Assert.Equal(["HTTP", "HTTP /cards"], spans.Select(span => span.Name).Order(StringComparer.Ordinal));
        Assert.All(spans, static span => Assert.Equal("_OTHER", span.Get("http.request.method")));
        Assert.All(spans, static span => Assert.Equal("SHUFFLE", span.Get("http.request.method_original")));
    }

    [Fact]
    public async Task A_known_method_in_small_letters_is_that_method()
    {
        await using var app = await TestApplication.StartAsync(Server.TestHost, CarrierNames.AsyncLocal, static inside =>
            inside.MapGet("/cards", static () => "taken"));

        await app.TestServer.SendAsync(static context =>
        {
            context.Request.Method = "get";
            context.Request.Path = "/cards";
        });

        var span = await app.OneSpanAsync();
        Assert.Equal("GET /cards", span.Name);
        Assert.Equal("GET", span.Get("http.request.method"));
        Assert.Equal("get", span.Get("http.request.method_original"));
    }

    [Theory, EveryServerAndCarrier]
    public async Task The_root_of_an_application_is_a_slash_and_the_path_base_is_part_of_the_path(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(
            server,
            carrier,
            outside: static outside => outside.UsePathBase("/tarot"),
            inside: static inside =>
            {
                inside.UseRouting();
                inside.MapGet("", static () => "home");
            });

        await app.Client.GetAsync("/tarot/");

        var span = await app.OneSpanAsync();
        Assert.Equal("GET /tarot/", span.Name);
        Assert.Equal("/tarot/", span.Get("http.route"));
        Assert.Equal("/tarot/", span.Get("url.path"));
    }

    [Theory, EveryServerAndCarrier]
    public async Task From_500_on_it_is_an_error_and_below_it_is_not(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(server, carrier, static inside =>
            inside.MapGet("/{status:int}", static (int status) => Results.StatusCode(status)));

        foreach (var status in Statuses)
            await app.Client.GetAsync($"/{status}");

        var spans = await app.Recorder.WaitForAsync(Statuses.Length, HangGuard.Token);
        Assert.Equal(
            ["200 Unset ", "204 Unset ", "302 Unset ", "400 Unset ", "404 Unset ", "499 Unset ", "500 Error 500", "503 Error 503"],
            // A client may have its answer before the response has completed, and the next request overtake the span's end.
            spans.Select(static span => $"{span.Get("http.response.status_code")} {span.Status} {span.Get("error.type")}").Order());
    }

    static readonly int[] Statuses = [200, 204, 302, 400, 404, 499, 500, 503];

    static readonly string[] Order =
    [
        "http.request.method", "url.path", "url.scheme", "url.query", "server.address", "server.port", "client.address",
        "network.peer.address", "network.protocol.version", "http.route", "http.response.status_code",
    ];
}
