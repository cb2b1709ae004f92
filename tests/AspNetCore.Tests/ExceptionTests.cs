using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability.Tests;

public class ExceptionTests
{
    [Theory, EveryServerAndCarrier]
    public async Task An_exception_is_recorded_once_rethrown_as_it_is_and_makes_the_request_an_error(
        Server server, string carrier)
    {
        var thrown = new DeckIsEmpty();
        Exception? seenOutside = null;
        await using var app = await TestApplication.StartAsync(
            server,
            carrier,
            outside: outside => outside.Use(async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (Exception exception)
                {
                    seenOutside = exception;
                    throw;
                }
            }),
            inside: inside => inside.MapGet("/draw", (Func<string>)(() => throw thrown)));

        await SendAsync(server, app, "/draw");

        var span = await app.OneSpanAsync();
        Assert.Same(thrown, seenOutside);
        Assert.Equal([typeof(DeckIsEmpty).FullName], span.Exceptions());
        Assert.Equal(500L, span.Get("http.response.status_code"));
        Assert.Equal(typeof(DeckIsEmpty).FullName, span.Get("error.type"));
        Assert.Equal(SpanStatus.Error, span.Status);
        Assert.Equal(thrown.Message, span.StatusDescription);
        Assert.Equal("GET /draw", span.Name);
    }

    [Theory, EveryServerAndCarrier]
    public async Task An_exception_after_an_await_is_the_same(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(server, carrier, static inside =>
            inside.MapGet("/draw", static async () =>
            {
                await Task.Yield();
                throw new DeckIsEmpty();
            }));

        await SendAsync(server, app, "/draw");

        var span = await app.OneSpanAsync();
        Assert.Equal([typeof(DeckIsEmpty).FullName], span.Exceptions());
        Assert.Equal(500L, span.Get("http.response.status_code"));
    }

    [Theory, EveryServerAndCarrier]
    public async Task An_exception_in_the_middle_of_the_response_is_an_error_whatever_the_status(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(server, carrier, static inside =>
            inside.MapGet("/draw", static async (HttpContext context) =>
            {
                await context.Response.WriteAsync("the first");
                await context.Response.Body.FlushAsync();
                throw new DeckIsEmpty();
            }));

        await Assert.ThrowsAnyAsync<Exception>(() => app.Client.GetStringAsync("/draw"));

        var span = await app.OneSpanAsync();
        Assert.Equal(200L, span.Get("http.response.status_code"));
        Assert.Equal(SpanStatus.Error, span.Status);
        Assert.Equal(typeof(DeckIsEmpty).FullName, span.Get("error.type"));
    }

    [Theory, EveryServerAndCarrier]
    public async Task An_exception_whose_message_throws_still_ends_the_span(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(server, carrier, static inside =>
            inside.MapGet("/draw", (Func<string>)(static () => throw new Unspeakable())));

        await SendAsync(server, app, "/draw");

        var span = await app.OneSpanAsync();
        Assert.Equal(SpanStatus.Error, span.Status);
        Assert.Null(span.StatusDescription);
    }

    /// <summary>Kestrel answers 500 for an exception that nobody handles, the test host throws it at the client.</summary>
    static async Task SendAsync(Server server, TestApplication app, string path)
    {
        if (server == Server.TestHost)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => app.Client.GetAsync(path));
            return;
        }

        using var response = await app.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    sealed class Unspeakable : Exception
    {
        public override string Message => throw new InvalidOperationException("not even that");
    }
}
