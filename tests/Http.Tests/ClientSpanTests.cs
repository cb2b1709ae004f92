using System.Net;
using System.Text;

namespace Stackbilt.Observability.Tests;

/// <summary>What a client span says (OpenTelemetry semantic conventions, "HTTP client").</summary>
public class ClientSpanTests
{
    [Fact]
    public async Task A_request_has_one_client_span_that_says_what_was_asked_and_answered()
    {
        using var traced = new Traced(Answering.With(HttpStatusCode.OK));

        var sent = await traced.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/draw"));

        Assert.Equal(("POST", SpanKind.Client, SpanStatus.Unset), (sent.Name, sent.Kind, sent.Status));
        Assert.Equal(traced.Recorder.Spans.Single(static span => span.Name == "work").Context.SpanId, sent.ParentSpanId);
        Assert.Equal(
            [
                "http.request.method=POST", "http.response.status_code=200", "network.protocol.version=1.1",
                "server.address=cards.example", "server.port=80", "url.full=http://cards.example/draw",
            ],
            sent.Attributes.Select(static attribute => $"{attribute.Key}={attribute.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(304, null)]
    [InlineData(399, null)]
    [InlineData(400, "400")]
    [InlineData(404, "404")]
    [InlineData(503, "503")]
    public async Task From_400_on_it_is_an_error_and_below_it_is_not(int status, string? errorType)
    {
        using var traced = new Traced(Answering.With((HttpStatusCode)status));

        var sent = await traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/"));

        Assert.Equal((long)status, sent.ValueOf("http.response.status_code"));
        Assert.Equal(errorType, sent.ValueOf("error.type"));
        Assert.Equal(errorType is null ? SpanStatus.Unset : SpanStatus.Error, sent.Status);
    }

    [Theory]
    [InlineData("http://ada:secret@cards.example:8080/a%20b?key=secret&page=2#secret", "http://REDACTED:REDACTED@cards.example:8080/a%20b?key=REDACTED&page=2")]
    [InlineData("https://cards.example/?secret", "https://cards.example/?REDACTED")]
    [InlineData("https://cards.example/#secret", "https://cards.example/")]
    [InlineData("https://cards.example", "https://cards.example/")]
    [InlineData("http://[::1]:81/x?page=1", "http://[::1]:81/x?page=1")]
    public async Task A_url_keeps_no_secrets(string url, string expected)
    {
        var options = new SpanHandlerOptions { QueryKeys = { "page" } };
        using var traced = new Traced(Answering.With(HttpStatusCode.OK), options: options);

        var sent = await traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, url));

        Assert.Equal(expected, sent.ValueOf("url.full"));
        Assert.Equal(new Uri(url).IdnHost, sent.ValueOf("server.address"));
        Assert.Equal((long)new Uri(url).Port, sent.ValueOf("server.port"));
    }

    [Theory]
    [InlineData("get", "GET", "GET", "get")]
    [InlineData("SHUFFLE", "HTTP", "_OTHER", "SHUFFLE")]
    [InlineData("QUERY", "QUERY", "QUERY", null)]
    public async Task A_method_that_is_not_known_is_reported_as_other(string given, string name, string method, string? original)
    {
        using var traced = new Traced(Answering.With(HttpStatusCode.OK));

        var sent = await traced.SendAsync(new HttpRequestMessage(new HttpMethod(given), "/"));

        Assert.Equal((name, method, original), (sent.Name, sent.ValueOf("http.request.method"), sent.ValueOf("http.request.method_original")));
    }

    [Fact]
    public async Task Headers_that_were_named_are_recorded_and_no_others()
    {
        var options = new SpanHandlerOptions { RequestHeaders = { "X-Tenant", " " }, ResponseHeaders = { "X-Cards", "x-cards" } };
        using var traced = new Traced(
            new Answering((_, _) => Task.FromResult(new HttpResponseMessage { Headers = { { "x-cards", ["a", "b"] }, { "x-secret", "s" } } })),
            options: options);

        var sent = await traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-Tenant", "t" }, { "X-Secret", "s" } } });

        Assert.Equal(["t"], (IEnumerable<string>)sent.ValueOf("http.request.header.x-tenant")!);
        Assert.Equal(["a", "b"], (IEnumerable<string>)sent.ValueOf("http.response.header.x-cards")!);
        Assert.Equal(2, sent.Attributes.Count(static attribute => attribute.Key.Contains(".header.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Headers_of_the_content_are_recorded_as_well()
    {
        var options = new SpanHandlerOptions { RequestHeaders = { "Content-Type" }, ResponseHeaders = { "content-type", "Content-Language" } };
        using var traced = new Traced(
            new Answering((_, _) => Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent("[]", Encoding.UTF8, "application/json") { Headers = { { "Content-Language", "de" } } },
            })),
            options: options);

        var sent = await traced.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("a", Encoding.UTF8, "text/csv") });

        Assert.Equal(["text/csv; charset=utf-8"], (IEnumerable<string>)sent.ValueOf("http.request.header.content-type")!);
        Assert.Equal(["application/json; charset=utf-8"], (IEnumerable<string>)sent.ValueOf("http.response.header.content-type")!);
        Assert.Equal(["de"], (IEnumerable<string>)sent.ValueOf("http.response.header.content-language")!);
    }

    [Fact]
    public async Task The_application_adds_to_the_span_before_it_ends()
    {
        var options = new SpanHandlerOptions
        {
            Enrich = static (span, request, response) => span.SetAttribute("app.asked", $"{request.RequestUri?.AbsolutePath} {response?.StatusCode}"),
        };
        using var traced = new Traced(Answering.With(HttpStatusCode.Accepted), options: options);

        var sent = await traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/draw"));

        Assert.Equal("/draw Accepted", sent.ValueOf("app.asked"));
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "name_resolution_error")]
    [InlineData(HttpRequestError.ConnectionError, "connection_error")]
    [InlineData(HttpRequestError.ResponseEnded, "response_ended")]
    [InlineData(HttpRequestError.Unknown, "System.Net.Http.HttpRequestException")]
    public async Task Where_no_answer_comes_the_error_says_why(HttpRequestError error, string errorType)
    {
        var thrown = new HttpRequestException(error, "told");
        using var traced = new Traced(Answering.Throwing(thrown));

        var caught = await Assert.ThrowsAsync<HttpRequestException>(() => traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/")));

        Assert.Same(thrown, caught);
        Assert.Equal((SpanStatus.Error, "told"), (traced.Sent.Status, traced.Sent.StatusDescription));
        Assert.Equal(errorType, traced.Sent.ValueOf("error.type"));
        Assert.Null(traced.Sent.ValueOf("http.response.status_code"));
    }

    [Fact]
    public async Task A_request_that_the_filter_leaves_out_goes_out_untouched()
    {
        var inner = Answering.With(HttpStatusCode.OK);
        using var traced = new Traced(inner, options: new SpanHandlerOptions { Filter = static request => request.RequestUri!.AbsolutePath != "/health" });

        await Assert.ThrowsAnyAsync<Exception>(() => traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/health")));

        Assert.DoesNotContain(traced.Recorder.Spans, static span => span.Kind == SpanKind.Client);
        Assert.Equal([null], inner.Parents);
    }
}
