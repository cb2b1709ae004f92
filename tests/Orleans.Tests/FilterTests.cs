using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

[Collection(nameof(Clusters))]
public class FilterTests(Clusters clusters)
{
    [Fact]
    public async Task A_filter_of_the_application_that_was_added_later_works_inside_the_span_of_the_call()
    {
        await using var cluster = await Cluster.StartAsync("AsyncLocal", silos: 1, after: silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            using var span = ActiveSpan.Current?.StartActiveChild("filter");
            await context.Invoke();
        }));
        var grain = await cluster.GrainOnAsync(0);

        var trace = await cluster.CallAsync(() => grain.DeepAsync("deep"));

        cluster.Of(trace).ShouldHaveTree("""
            root
              IWork/DeepAsync [Server]
                filter
                  deep
            """);
    }

    [Fact]
    public async Task Everything_is_registered_once_however_often_it_is_said()
    {
        await using var cluster = await Cluster.StartAsync(
            "AsyncLocal",
            silos: 1,
            before: silo => silo.AddStackbiltObservability(),
            after: silo => silo.AddStackbiltObservability());
        var grain = await cluster.GrainOnAsync(0);

        var trace = await cluster.CallAsync(() => grain.DeepAsync("deep"));

        cluster.Of(trace).ShouldHaveTree("""
            root
              IWork/DeepAsync [Server]
                deep
            """);
        Assert.Single(cluster.Silos[0].GetServices<IIncomingGrainCallFilter>());
    }

    [Fact]
    public async Task What_a_client_sends_that_is_no_header_is_none()
    {
        var cluster = await clusters.Under("AsyncLocal");
        var grain = await cluster.GrainOnAsync(0);

        foreach (var (value, name) in new (object, string)[] { (7, "wrong.type"), ("00-nonsense", "wrong.text"), (new string('x', 10_000), "too.long") })
        {
            RequestContext.Set("traceparent", value);
            RequestContext.Set("stackbilt.chosen", value);
            await grain.DeepAsync(name);
            RequestContext.Clear();
            Assert.False(cluster.ParentOf(await cluster.SpanAsync(name))!.ParentSpanId.IsValid);
        }
    }

    [Fact]
    public async Task What_a_client_writes_by_hand_where_nothing_is_active_is_the_parent()
    {
        var cluster = await clusters.Under("AsyncLocal");
        var grain = await cluster.GrainOnAsync(0);
        using var parent = new Tracer(new ExplicitCarrier()).StartRoot("by hand");

        RequestContext.Set("traceparent", TraceContextPropagator.TraceParent(parent.Context)!);
        await grain.DeepAsync("by.hand");
        RequestContext.Clear();

        Assert.Equal(parent.SpanId, cluster.ParentOf(await cluster.SpanAsync("by.hand"))!.ParentSpanId);
    }

    [Fact]
    public void What_is_written_for_a_span_takes_the_place_of_all_that_was_there()
    {
        var tracer = new Tracer(new AsyncLocalCarrier());
        var old = new Dictionary<string, object>
        {
            ["traceparent"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            ["tracestate"] = "rojo=1",
            ["baggage"] = "tenant=7",
            ["of.the.application"] = "kept",
        };
        foreach (var (name, value) in old)
            RequestContext.Set(name, value);

        using var span = tracer.StartRoot("root").SetBaggage("tenant", "8");
        using (GrainCalls.Below(span))
        {
            // Again, with the same texts.
            using (GrainCalls.Below(span))
            {
                Assert.Equal(TraceContextPropagator.TraceParent(span.Context), RequestContext.Get("traceparent"));
                Assert.Null(RequestContext.Get("tracestate"));
                Assert.Equal("tenant=8", RequestContext.Get("baggage"));
                Assert.Equal("kept", RequestContext.Get("of.the.application"));
            }
        }

        Assert.All(old, static entry => Assert.Equal(entry.Value, RequestContext.Get(entry.Key)));
        RequestContext.Clear();
    }

    [Fact]
    public void A_format_that_throws_does_not_throw_into_the_work()
    {
        var faults = new List<object?>();
        void Note(TracingFault fault) => faults.Add(fault.Source);
        var before = HeaderPropagator.Current;
        var throwing = new ThrowingHeaders();
        HeaderPropagator.Current = throwing;
        TracingFaults.Reported += Note;
        try
        {
            using var span = new Tracer(new ExplicitCarrier()).StartRoot("root");
            GrainCalls.Below(span).Dispose();
        }
        finally
        {
            TracingFaults.Reported -= Note;
            HeaderPropagator.Current = before;
            RequestContext.Clear();
        }

        Assert.Contains(throwing, faults);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_wrong_order_of_the_two_lines_is_said_at_the_start(bool isWrong)
    {
        var log = new Log();
        void Observe(ISiloBuilder silo) => silo.Services.AddLogging(logging => logging.ClearProviders().AddProvider(log));
        void Own(ISiloBuilder silo) => silo.AddActivityPropagation();

        await using var cluster = await Cluster.StartAsync(
            "AsyncLocal",
            silos: 1,
            before: silo =>
            {
                Observe(silo);
                if (!isWrong)
                    Own(silo);
            },
            after: isWrong ? Own : null);

        Assert.Equal(isWrong ? 1 : 0, log.Lines.Count(line => line.Text.Contains("AddActivityPropagation was called after", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_scope_brings_back_what_was_there()
    {
        var cluster = await clusters.Under("Explicit");
        var grain = await cluster.GrainOnAsync(0);
        using var outer = cluster.Tracer.StartRoot("outer");
        using var inner = cluster.Tracer.StartRoot("inner");

        using (GrainCalls.Below(outer))
        {
            using (GrainCalls.Below(inner))
                await grain.DeepAsync("in.inner");
            using (GrainCalls.Below(null))
                await grain.DeepAsync("in.mask");
            await grain.DeepAsync("in.outer");
        }

        await grain.DeepAsync("outside");
        Assert.Empty(RequestContext.Keys);
        Assert.Equal(inner.TraceId, (await cluster.SpanAsync("in.inner")).Context.TraceId);
        Assert.Equal(outer.TraceId, (await cluster.SpanAsync("in.outer")).Context.TraceId);
        foreach (var name in new[] { "in.mask", "outside" })
            Assert.False(cluster.ParentOf(await cluster.SpanAsync(name))!.ParentSpanId.IsValid);
    }

    [Fact]
    public async Task A_call_of_an_observer_of_the_clients_has_its_span()
    {
        var cluster = await clusters.Under("AsyncLocal");
        var grain = await cluster.GrainOnAsync(0);
        var told = new Told();
        var observer = cluster.Client.CreateObjectReference<ITold>(told);

        var trace = await cluster.CallAsync(() => grain.TellAsync(observer));
        await told.Signal.Task.Guarded();

        await cluster.SpanAsync("ITold/TellAsync");
        cluster.Of(trace).ShouldHaveTree("""
            root
              IWork/TellAsync [Server]
                ITold/TellAsync [Server]
                  told
            """);
        GC.KeepAlive(told);
    }

    sealed class ThrowingHeaders : HeaderPropagator
    {
        public override IReadOnlyList<string> Fields => throw new InvalidOperationException("no fields today");

        public override SpanContext Extract<THeaders>(THeaders headers, Func<THeaders, string, string?> get) =>
            throw new InvalidOperationException("nothing is read today");

        public override void Inject<THeaders>(SpanContext context, THeaders headers, Action<THeaders, string, string> set) =>
            throw new InvalidOperationException("nothing is written today");
    }
}
