using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Stackbilt.Observability.Tests.Baggages;

namespace Stackbilt.Observability.Tests;

/// <summary>A request's span has what its caller sends along, whatever listens and under every carrier.</summary>
public class BaggageOfRequestsTests
{
    const string Parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Theory, EveryServerAndCarrier]
    public async Task What_the_caller_sends_is_found_by_the_handler_and_goes_on(Server server, string carrier)
    {
        var isCarried = Carriers.PassesToWork(carrier);
        foreach (var hostActivities in new[] { true, false })
        {
            await using var app = await StartAsync(server, carrier, hostActivities);
            foreach (var parent in new[] { Parent, Parent[..^1] + "0", null })
            {
                Assert.Equal(
                    isCarried ? "tenant=7|user=A d\u00e9|" : "none",
                    await AskAsync(app, parent, "tenant=7,,junk, user=A%20d%C3%A9;ttl=30", "k k=1"));
            }

            Assert.Equal(isCarried ? "" : "none", await AskAsync(app, Parent));
        }
    }

    [Theory, EveryServer]
    public async Task Lines_are_one_list(Server server, bool hostActivities)
    {
        await using var app = await StartAsync(server, CarrierNames.AsyncLocal, hostActivities);

        Assert.Equal("a=1|b=2|", await AskAsync(app, Parent, "a=1", "b=2,a=3"));
    }

    [Theory, EveryServer]
    public async Task Where_the_callers_trace_does_not_go_on_its_baggage_does_not_either(Server server, bool hostActivities)
    {
        foreach (var incoming in Enum.GetValues<IncomingTrace>())
        {
            await using var app = await StartAsync(server, CarrierNames.AsyncLocal, hostActivities, spans: options => options.IncomingTrace = incoming);

            Assert.Equal(incoming == IncomingTrace.Continue ? "a=1|" : "", await AskAsync(app, Parent, "a=1"));
        }
    }

    [Theory, EveryServer]
    public async Task A_host_whose_propagator_reads_none_has_it_all_the_same(Server server, bool hostActivities)
    {
        await using var app = await StartAsync(
            server,
            CarrierNames.AsyncLocal,
            hostActivities,
            services: static services => services.AddSingleton<DistributedContextPropagator>(new Deaf()));

        Assert.Equal("a=1|b=2|", await AskAsync(app, Parent, "a=1,b=2"));
    }

    [Theory, EveryServer]
    public async Task Chosen_keys_become_attributes_of_every_span(Server server, bool hostActivities)
    {
        await using var app = await StartAsync(
            server,
            CarrierNames.AsyncLocal,
            hostActivities,
            services: static services => services.AddSingleton<ISpanProcessor>(new BaggageAttributes("tenant")));

        await AskAsync(app, Parent, "tenant=7,user=Ada");

        var spans = await app.Recorder.WaitForAsync(2, HangGuard.Token);
        Assert.All(spans, static span => Assert.Equal("7", span.Attributes.Single(static attribute => attribute.Key == "tenant").Value));
        Assert.DoesNotContain(spans, static span => span.Attributes.Any(static attribute => attribute.Key == "user"));
    }

    [Fact]
    public async Task HttpClient_sends_on_what_the_handler_has_set_on_the_span_of_the_request()
    {
        TestApplication? app = null;
        string? sent = null;
        app = await TestApplication.StartAsync(Server.Kestrel, CarrierNames.AsyncLocal, inside =>
        {
            inside.Map("/called", called => called.Run(context =>
            {
                sent = context.Request.Headers.Baggage;
                return Task.CompletedTask;
            }));
            inside.Run(async context =>
            {
                context.GetRequestSpan()!.SetBaggage("user", "Ada");
                using var response = await app!.Client.GetAsync("/called");
            });
        });
        await using (app)
            await AskAsync(app, Parent, "tenant=7");

        Assert.Equal(["tenant=7", "user=Ada"], sent!.Replace(" ", "", StringComparison.Ordinal).Split(',').Order());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Generated_headers_are_answered_and_read_as_we_read_them(bool hostActivities, int seed)
    {
        await using var app = await StartAsync(Server.Kestrel, CarrierNames.AsyncLocal, hostActivities);
        var generated = new GeneratedBaggage(seed);
        for (var round = 0; round < 500; round++)
        {
            var header = new string([.. generated.Header().Where(static one => one is '\t' or (>= ' ' and <= '~')).Take(10_000)]);

            var expected = string.Concat(BaggagePropagator.Read(header).Select(static entry => $"{entry.Key}={entry.Value}|"));
            Assert.True(expected == await AskAsync(app, Parent, header), $"Seed {seed}, round {round}: {header}");
        }
    }

    static Task<TestApplication> StartAsync(
        Server server,
        string carrier,
        bool hostActivities,
        Action<ServerSpanOptions>? spans = null,
        Action<IServiceCollection>? services = null) =>
        TestApplication.StartAsync(
            server,
            carrier,
            static inside => inside.Run(static async context =>
            {
                var span = context.GetRequestSpan();
                using var child = span?.StartChild("child");
                var headers = new Dictionary<string, string>();
                HeaderPropagator.Current.Inject(child, headers, static (headers, name, value) => headers.Add(name, value));
                var found = span is null ? "none" : string.Concat(child!.Baggage.Select(static entry => $"{entry.Key}={entry.Value}|"));
                if (span is not null)
                    Assert.Equal(child!.Baggage, BaggagePropagator.Read(headers.GetValueOrDefault("baggage")));

                await context.Response.WriteAsync(found);
            }),
            hostActivities: hostActivities,
            spans: spans,
            services: services);

    static async Task<string> AskAsync(TestApplication app, string? parent, params string[] lines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (parent is not null)
            request.Headers.Add("traceparent", parent);

        foreach (var line in lines)
            request.Headers.TryAddWithoutValidation("baggage", line);

        using var response = await app.Client.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    sealed class Deaf : DistributedContextPropagator
    {
        public override IReadOnlyCollection<string> Fields => [];

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
        {
        }

        public override void ExtractTraceIdAndState(
            object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) => traceId = traceState = null;

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
    }
}
