using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

public class ActiveDuringRequestTests
{
    [Theory, EveryServerAndCarrier]
    public async Task Deep_code_finds_the_span_as_far_as_the_carrier_carries(Server server, string carrier)
    {
        Span?[] seen = [];
        await using var app = await TestApplication.StartAsync(server, carrier, inside =>
        {
            Span? inMiddleware = null;
            inside.Use((context, next) =>
            {
                inMiddleware = ActiveSpan.Current;
                return next(context);
            });
            inside.MapGet("/", async () =>
            {
                var atFirst = ActiveSpan.Current;
                await Task.Yield();
                var afterAwait = ActiveSpan.Current;
                var inTask = await Task.Run(static () => ActiveSpan.Current);
                seen = [inMiddleware, atFirst, afterAwait, inTask, ActiveSpan.Current];
            });
        });

        await app.Client.GetAsync("/");

        SpanId? id = (await app.OneSpanAsync()).Context.SpanId;
        var atFirst = Carriers.IsAmbient(carrier) ? id : null;
        var later = Carriers.FlowsAcrossAwait(carrier) ? id : null;
        Assert.Equal([atFirst, atFirst, later, later, later], seen.Select(span => span?.SpanId));
    }

    [Theory, EveryServerAndCarrier]
    public async Task A_handler_gets_the_span_from_the_context_and_by_injection(Server server, string carrier)
    {
        Span?[] seen = [];
        await using var app = await TestApplication.StartAsync(server, carrier, inside =>
            inside.MapGet("/", async (HttpContext context, RequestSpan request) =>
            {
                await Task.Yield();
                seen = [context.GetRequestSpan(), request.Span];
                using var child = request.Span?.StartChild("child");
            }));

        await app.Client.GetAsync("/");

        var spans = await app.Recorder.WaitForAsync(
            static spans => spans.Any(span => span.Kind == SpanKind.Server), HangGuard.Token);
        SpanId? id = spans[^1].Context.SpanId;
        var handedDown = Carriers.PassesToWork(carrier) ? id : null;
        Assert.Equal([handedDown, handedDown], seen.Select(span => span?.SpanId));
        Assert.Equal(
            Carriers.PassesToWork(carrier) ? [id.Value] : [],
            spans.Where(span => span.Name == "child").Select(span => span.ParentSpanId));
    }

    // What is active there under Activity is the host's own.
    [Theory, EveryServerAndCarrier(Except = CarrierNames.Activity)]
    public async Task Outside_of_the_middleware_there_is_no_span(Server server, string carrier)
    {
        var seen = new List<Span?>();
        await using var app = await TestApplication.StartAsync(
            server,
            carrier,
            outside: outside => outside.Use(async (context, next) =>
            {
                seen.Add(ActiveSpan.Current);
                seen.Add(context.GetRequestSpan());
                await next(context);
                seen.Add(ActiveSpan.Current);
            }),
            inside: static inside => inside.MapGet("/", static async () => await Task.Yield()));

        await app.Client.GetAsync("/");

        await app.OneSpanAsync();
        Assert.Equal([null, null, null], seen);
    }

    [Theory, EveryServerAndCarrier]
    public async Task Twice_in_the_pipeline_is_once(Server server, string carrier)
    {
        Span? innermost = null;
        await using var app = await TestApplication.StartAsync(server, carrier, inside =>
        {
            inside.Use(async (context, next) =>
            {
                using var child = context.GetRequestSpan()?.StartActiveChild("between");
                await next(context);
            });
            inside.UseStackbiltObservability();
            inside.MapGet("/", () => { innermost = ActiveSpan.Current; });
        });

        await app.Client.GetAsync("/");

        var spans = await app.Recorder.WaitForAsync(
            static spans => spans.Any(span => span.Kind == SpanKind.Server), HangGuard.Token);
        Assert.Single(spans, static span => span.Kind == SpanKind.Server);
        var expected = !Carriers.IsAmbient(carrier) ? null : Carriers.FlowsAcrossAwait(carrier) ? "between" : "GET /";
        Assert.Equal(expected, innermost?.Name);
    }

    [Fact]
    public void Without_registration_the_message_says_what_to_call()
    {
        var application = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());

        var failure = Assert.Throws<InvalidOperationException>(() => application.UseStackbiltObservability());

        Assert.Equal(
            "There is no Tracer in the container. Call builder.AddStackbiltObservability() before the application is built.",
            failure.Message);
        Assert.Throws<ArgumentNullException>("app", () => default(IApplicationBuilder)!.UseStackbiltObservability());
        Assert.Throws<ArgumentNullException>("context", () => default(HttpContext)!.GetRequestSpan());
        Assert.Null(new DefaultHttpContext().GetRequestSpan());
    }
}
