using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

public class RequestsApartTests
{
    const int SimultaneousThreads = 64;

    [Theory, EveryServerAndCarrier]
    public async Task Requests_at_the_same_time_never_meet(Server server, string carrier)
    {
        var arrived = 0;
        var allAreHere = new Signal();
        await using var app = await TestApplication.StartAsync(server, carrier, inside =>
            inside.MapGet("/{number:int}", async (int number, HttpContext context) =>
            {
                using var before = ParentFor(carrier, context)?.StartActiveChild($"before {number}");
                if (Interlocked.Increment(ref arrived) == SimultaneousThreads)
                    allAreHere.Give();

                await allAreHere.WaitAsync();
                before?.End();
                using var after = ParentFor(carrier, context)?.StartChild($"after {number}");
            }));

        await Task.WhenAll(Enumerable.Range(0, SimultaneousThreads).Select(number => app.Client.GetAsync($"/{number}"))).Guarded();

        var spans = await app.Recorder.WaitForAsync(
            static spans => spans.Count(span => span.Kind == SpanKind.Server) == SimultaneousThreads, HangGuard.Token);
        var requests = spans.Where(span => span.Kind == SpanKind.Server).ToDictionary(span => span.Context.SpanId);
        var children = spans.Where(span => span.Kind != SpanKind.Server).ToList();
        Assert.Equal(SimultaneousThreads, requests.Values.Select(span => span.Context.TraceId).Distinct().Count());
        Assert.Equal(Carriers.PassesToWork(carrier) ? 2 * SimultaneousThreads : 0, children.Count);
        Assert.All(children, child =>
        {
            var request = requests[child.ParentSpanId];
            Assert.Equal(request.Context.TraceId, child.Context.TraceId);
            Assert.Equal($"/{child.Name.Split(' ')[1]}", request.Get("url.path"));
        });
    }

    [Theory, EveryServerAndCarrier]
    public async Task The_next_request_on_a_connection_knows_nothing_of_the_one_before(Server server, string carrier)
    {
        var connections = new ConcurrentQueue<string>();
        var seenOutside = new ConcurrentQueue<Span?>();
        await using var app = await TestApplication.StartAsync(
            server,
            carrier,
            outside: outside => outside.Use((context, next) =>
            {
                connections.Enqueue(context.Connection.Id);
                seenOutside.Enqueue(ActiveSpan.Current);
                return next(context);
            }),
            inside: static inside => inside.MapGet("/", static (HttpContext context, Tracer tracer) =>
            {
                // Left open on purpose, as careless code does.
                tracer.Carrier.Attach(context.GetRequestSpan()?.StartActiveChild("never ended"));
                return "here";
            }));

        for (var number = 0; number < 3; number++)
            await app.Client.GetStringAsync("/");

        var spans = await app.Recorder.WaitForAsync(3, HangGuard.Token);
        if (server == Server.Kestrel)
            Assert.Single(connections.Distinct());

        Assert.Equal(3, spans.Select(span => span.Context.TraceId).Distinct().Count());
        Assert.All(spans, static span => Assert.Equal(default, span.ParentSpanId));
        if (carrier == CarrierNames.Activity)
            Assert.All(seenOutside, static span => Assert.NotEqual("never ended", span?.Name));
        else if (Carriers.FlowsAcrossAwait(carrier))
            Assert.All(seenOutside, Assert.Null);
    }

    [Theory, EveryServerAndCarrier]
    public async Task Work_that_outlives_its_request_finds_no_span_when_the_request_is_over(Server server, string carrier)
    {
        var requestIsOver = new Signal();
        var seen = new TaskCompletionSource<Span?[]>();
        await using var app = await TestApplication.StartAsync(
            server,
            carrier,
            inside => inside.MapGet("/", () =>
            {
                _ = Task.Run(async () =>
                {
                    var during = ActiveSpan.Current;
                    await requestIsOver.WaitAsync();
                    seen.SetResult([during, ActiveSpan.Current, ActiveSpan.Current?.StartChild("late")]);
                });
                return "here";
            }),
            services: services => services.AddSingleton<IHttpContextFactory>(all => new OverSignal(all, requestIsOver)));

        await app.Client.GetAsync("/");
        await app.OneSpanAsync();

        Assert.Equal([null, null], (await seen.Task.Guarded())[1..]);
        Assert.Single(app.Recorder.Spans);
    }

    /// <summary>What code would use that was written for the carrier.</summary>
    static Span? ParentFor(string carrier, HttpContext context) =>
        Carriers.FlowsAcrossAwait(carrier) ? ActiveSpan.Current : context.GetRequestSpan();
}
