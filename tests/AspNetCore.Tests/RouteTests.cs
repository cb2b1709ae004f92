using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability.Tests;

public class RouteTests
{
    [Theory, EveryServerAndCarrier]
    public async Task A_page_that_answers_for_an_endpoint_leaves_the_endpoints_route(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(
            server,
            carrier,
            outside: static outside => outside.UseStatusCodePagesWithReExecute("/sorry"),
            inside: static inside =>
            {
                inside.UseRouting();
                inside.MapGet("/draw", static () => Results.NotFound());
                inside.MapGet("/sorry", static () => "sorry");
            });

        using var response = await app.Client.GetAsync("/draw");

        Assert.Equal("sorry", await response.Content.ReadAsStringAsync());
        var span = await app.OneSpanAsync();
        Assert.Equal("GET /draw", span.Name);
        Assert.Equal("/draw", span.Get("http.route"));
    }

    [Theory, EveryServerAndCarrier]
    public async Task A_page_that_answers_for_no_endpoint_does_not_lend_its_route(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(
            server,
            carrier,
            outside: static outside => outside.UseStatusCodePagesWithReExecute("/sorry"),
            inside: static inside =>
            {
                inside.UseRouting();
                inside.MapGet("/sorry", static () => "sorry");
            });

        using var response = await app.Client.GetAsync("/nowhere");

        Assert.Equal("sorry", await response.Content.ReadAsStringAsync());
        var span = await app.OneSpanAsync();
        Assert.Equal("GET", span.Name);
        Assert.Null(span.Get("http.route"));
        Assert.Equal(404L, span.Get("http.response.status_code"));
    }

    /// <summary>The page runs inside of the server span, and what it answered for is forgotten before the span ends.</summary>
    [Theory, EveryServerAndCarrier]
    public async Task A_page_inside_lends_its_route_to_nothing(Server server, string carrier)
    {
        foreach (var isRoutedLate in (bool[])[false, true])
        {
            await using var app = await TestApplication.StartAsync(server, carrier, inside =>
            {
                inside.UseStatusCodePagesWithReExecute("/sorry/{0}");
                if (isRoutedLate)
                    inside.UseRouting();

                inside.MapGet("/draw/{card}", static () => Results.NotFound());
                inside.MapGet("/sorry/{code}", static () => "sorry");
            });

            Assert.Equal("sorry", await TextOfAsync(app, "/nowhere"));
            Assert.Equal("sorry", await TextOfAsync(app, "/draw/7"));

            await app.Recorder.WaitForAsync(2, HangGuard.Token);
            Assert.Equal(
                [("GET", null, 404L), ("GET /draw/{card}", "/draw/{card}", 404L)],
                app.Recorder.Spans.Select(static span => (span.Name, span.Get("http.route"), span.Get("http.response.status_code"))).Order());
        }
    }

    /// <summary>Whatever the page does: nothing, sends the client on, fails, or answers where a body is held back.</summary>
    [Theory, EveryServerAndCarrier]
    public async Task No_page_inside_lends_its_route(Server server, string carrier)
    {
        foreach (var isRoutedLate in (bool[])[false, true])
        {
            await using var app = await TestApplication.StartAsync(server, carrier, inside =>
            {
                inside.UsePathBase("/base");
                inside.UseExceptionHandler(static page => page.Run(static context => context.Response.WriteAsync("oh")));
                inside.UseStatusCodePagesWithReExecute("/sorry", "?code={0}");
                if (isRoutedLate)
                    inside.UseRouting();

                inside.MapGet("/draw/{card}", static (HttpContext context, int card) => context.Response.StatusCode = card);
                inside.MapGet("/sorry", static (HttpContext context, int code) => code switch
                {
                    404 => Results.StatusCode(code),
                    409 => Results.Redirect("/login"),
                    _ => throw new InvalidOperationException("The page fails."),
                });
            });

            foreach (var status in (int[])[404, 409, 410])
                (await app.Client.GetAsync($"/draw/{status}")).Dispose();

            (await app.Client.GetAsync("/base/nowhere")).Dispose();

            await app.Recorder.WaitForAsync(4, HangGuard.Token);
            Assert.Equal(
                ["GET", "GET /draw/{card}", "GET /draw/{card}", "GET /draw/{card}"],
                app.Recorder.Spans.Select(static span => span.Name).Order(StringComparer.Ordinal));
        }
    }

    [Theory, EveryServerAndCarrier]
    public async Task A_route_that_is_known_from_the_start_stays(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(server, carrier, static inside =>
        {
            inside.UseStatusCodePagesWithReExecute("/sorry");
            inside.MapGet("/draw", static () => Results.NotFound());
            inside.MapGet("/sorry", static () => "sorry");
        });

        await app.Client.GetAsync("/draw");

        var span = await app.OneSpanAsync();
        Assert.Equal("GET /draw", span.Name);
        Assert.Equal("/draw", span.Get("http.route"));
    }

    [Theory, EveryServerAndCarrier]
    public async Task A_method_that_the_application_exchanges_is_not_the_one_that_was_asked_for(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(server, carrier, static inside =>
        {
            inside.Use(static (context, next) =>
            {
                context.Request.Method = "PUT";
                return next(context);
            });
            inside.UseRouting();
            inside.MapPut("/draw", static () => "drawn");
        });

        await app.Client.PostAsync("/draw", content: null);

        var span = await app.OneSpanAsync();
        Assert.Equal("POST /draw", span.Name);
        Assert.Equal("POST", span.Get("http.request.method"));
        Assert.Equal(200L, span.Get("http.response.status_code"));
    }

    [Theory, EveryServerAndCarrier]
    public async Task A_name_that_the_application_gives_stays(Server server, string carrier)
    {
        Span? named = null;
        await using var app = await TestApplication.StartAsync(server, carrier, inside =>
        {
            inside.UseRouting();
            inside.MapGet("/draw", (HttpContext context) =>
            {
                named = context.GetRequestSpan();
                named?.UpdateName("draw a card");
            });
        });

        await app.Client.GetAsync("/draw");

        var span = await app.OneSpanAsync();
        Assert.Equal(named is null ? "GET /draw" : "draw a card", span.Name);
        Assert.Equal("/draw", span.Get("http.route"));
    }

    static async Task<string> TextOfAsync(TestApplication app, string path)
    {
        using var response = await app.Client.GetAsync(path);
        return await response.Content.ReadAsStringAsync();
    }
}
