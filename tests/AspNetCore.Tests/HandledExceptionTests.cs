using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability.Tests;

public class HandledExceptionTests
{
    [Theory, EveryServerAndCarrier]
    public async Task An_exception_handler_further_out_decides_on_the_status(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(
            server,
            carrier,
            outside: static outside => outside.UseExceptionHandler(static page => page.Run(static context =>
            {
                context.Response.StatusCode = StatusCodes.Status409Conflict;
                return context.Response.WriteAsync("shuffle first");
            })),
            inside: static inside => inside.MapGet("/draw", (Func<string>)(static () => throw new DeckIsEmpty())));

        using var response = await app.Client.GetAsync("/draw");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var span = await app.OneSpanAsync();
        Assert.Equal("GET /draw", span.Name);
        Assert.Equal(409L, span.Get("http.response.status_code"));
        Assert.Equal(SpanStatus.Unset, span.Status);
        Assert.Null(span.Get("error.type"));
        Assert.Equal([typeof(DeckIsEmpty).FullName], span.Exceptions());
    }

    [Theory, EveryServerAndCarrier]
    public async Task An_error_page_of_the_application_belongs_to_the_span_of_the_request_that_failed(
        Server server, string carrier)
    {
        Span? ofPage = null;
        await using var app = await TestApplication.StartAsync(
            server,
            carrier,
            outside: static outside => outside.UseExceptionHandler("/sorry"),
            inside: inside =>
            {
                inside.UseRouting();
                inside.MapGet("/draw", (Func<string>)(static () => throw new DeckIsEmpty()));
                inside.MapGet("/sorry", (HttpContext context) =>
                {
                    ofPage = Carriers.IsAmbient(carrier) ? ActiveSpan.Current : context.GetRequestSpan();
                    return "sorry";
                });
            });

        using var response = await app.Client.GetAsync("/draw");

        Assert.Equal("sorry", await response.Content.ReadAsStringAsync());
        var span = await app.OneSpanAsync();
        Assert.Equal("GET /draw", span.Name);
        Assert.Equal("/draw", span.Get("url.path"));
        Assert.Equal(500L, span.Get("http.response.status_code"));
        Assert.Equal(typeof(DeckIsEmpty).FullName, span.Get("error.type"));
        Assert.Equal([typeof(DeckIsEmpty).FullName], span.Exceptions());
        Assert.Equal(Carriers.PassesToWork(carrier) ? span.Context.SpanId : null, ofPage?.SpanId);
    }

    [Theory, EveryServerAndCarrier]
    public async Task An_exception_that_is_handled_inside_is_recorded_as_well(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(server, carrier, static inside =>
        {
            inside.UseExceptionHandler("/sorry");
            inside.UseRouting();
            inside.MapGet("/draw", (Func<string>)(static () => throw new DeckIsEmpty()));
            inside.MapGet("/sorry", static () => "sorry");
        });

        await app.Client.GetAsync("/draw");

        var span = await app.OneSpanAsync();
        Assert.Equal("GET /draw", span.Name);
        Assert.Equal([typeof(DeckIsEmpty).FullName], span.Exceptions());
        Assert.Equal(typeof(DeckIsEmpty).FullName, span.Get("error.type"));
        Assert.Equal(500L, span.Get("http.response.status_code"));
    }
}
