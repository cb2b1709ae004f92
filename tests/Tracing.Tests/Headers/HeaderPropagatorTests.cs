namespace Stackbilt.Observability.Tests.Headers;

/// <summary>Formats, several at once, and the one that the application has chosen, for whatever holds headers.</summary>
[Collection(nameof(HeaderPropagatorTests))]
[CollectionDefinition(nameof(HeaderPropagatorTests), DisableParallelization = true)]
public sealed class HeaderPropagatorTests : IDisposable
{
    const string Trace = "0af7651916cd43dd8448eb211c80319c";
    const string Span = "00f067aa0ba902b7";

    static readonly HeaderPropagator Own = new OneHeader("own");

    readonly HeaderPropagator _before = HeaderPropagator.Current;

    public void Dispose() => HeaderPropagator.Current = _before;

    [Fact]
    public void What_is_written_into_any_holder_is_read_from_it()
    {
        var context = new SpanContext(new(1, 2), new(3), TraceState: "a=1", IsRemote: true) { Flags = TraceFlags.Random };
        foreach (var propagator in new[] { HeaderPropagator.TraceContext, HeaderPropagator.Of(HeaderPropagator.TraceContext, Own) })
        {
            var headers = new Dictionary<string, string>();
            propagator.Inject(context, headers, Set);

            Assert.Equal(context, propagator.Extract(headers, Get));
            Assert.Superset(headers.Keys.ToHashSet(), propagator.Fields.ToHashSet());
        }
    }

    [Fact]
    public void Of_several_all_are_written_and_the_first_that_finds_a_parent_is_believed()
    {
        var several = HeaderPropagator.Of(Own, HeaderPropagator.TraceContext);
        var headers = new Dictionary<string, string>();
        several.Inject(new SpanContext(new(1, 2), new(3), TraceState: "a=1"), headers, Set);
        Assert.Equal(["own", "traceparent", "tracestate"], headers.Keys.Order());
        Assert.Equal(["own", "traceparent", "tracestate"], several.Fields);

        headers["traceparent"] = $"00-{Trace}-{Span}-01";
        Assert.Equal(new TraceId(1, 2), several.Extract(headers, Get).TraceId);
        headers["own"] = "junk";
        Assert.Equal(Trace, several.Extract(headers, Get).TraceId.ToString());
        Assert.Equal(default, HeaderPropagator.Of().Extract(headers, Get));
    }

    [Theory]
    [InlineData($"00-{Trace}-{Span}-01", "a=1", true)]
    [InlineData($"00-{Trace}-{Span}-01,00-{Trace}-{Span}-01", "a=1", false)]
    [InlineData($"cc-{Trace}-{Span}-01-more,00-{Trace}-{Span}-01", "a=1", false)]
    [InlineData("short", "a=1", false)]
    [InlineData(null, "a=1", false)]
    public void Two_parents_are_none(string? parent, string state, bool isRead)
    {
        var context = HeaderPropagator.TraceContext.Extract(
            (parent, state), static (headers, name) => name == "traceparent" ? headers.parent : headers.state);

        Assert.Equal(isRead, context.IsValid);
        Assert.Equal(isRead ? state : null, context.TraceState);
    }

    [Fact]
    public void Nothing_is_allocated_on_the_way_but_what_is_read_and_written()
    {
        var headers = new Dictionary<string, string> { ["traceparent"] = $"00-{Trace}-{Span}-03", ["tracestate"] = "a=1" };
        var context = HeaderPropagator.TraceContext.Extract(headers, Get);
        HeaderPropagator.TraceContext.Inject(context, headers, static (_, _, _) => { });

        var direct = BytesOf(() => TraceContextPropagator.Extract(headers["traceparent"], headers["tracestate"]));
        Assert.Equal(direct, BytesOf(() => HeaderPropagator.TraceContext.Extract(headers, Get)));
        var written = BytesOf(() => TraceContextPropagator.TraceParent(context));
        Assert.Equal(written, BytesOf(() => HeaderPropagator.TraceContext.Inject(context, headers, static (_, _, _) => { })));
    }

    [Fact]
    public void The_one_of_the_application_is_what_a_request_and_a_host_get()
    {
        HeaderPropagator.Current = HeaderPropagator.Of(Own, HeaderPropagator.TraceContext);
        using var request = new HttpRequestMessage();
        var span = new Recorded().Tracer.StartRoot("call");

        TraceContextPropagator.Inject(span, request);
        new PlatformPropagator().ExtractTraceIdAndState(
            null,
            static (object? _, string name, out string? one, out IEnumerable<string>? several) =>
                (one, several) = (name == "own" ? $"{Trace}-{Span}-1" : null, null),
            out var traceId,
            out _);

        Assert.Equal($"{span.TraceId}-{span.SpanId}-1", Assert.Single(request.Headers.GetValues("own")));
        Assert.Equal(TraceContextPropagator.TraceParent(span.Context), Assert.Single(request.Headers.GetValues("traceparent")));
        Assert.Equal($"00-{Trace}-{Span}-01", traceId);
        Assert.Equal(["own", "traceparent", "tracestate"], new PlatformPropagator().Fields.Take(3));
    }

    [Fact]
    public void What_a_format_throws_reaches_neither_the_request_nor_the_host()
    {
        HeaderPropagator.Current = new Throwing();
        using var request = new HttpRequestMessage();
        using var faults = new FaultsOf(HeaderPropagator.Current);

        TraceContextPropagator.Inject(new Recorded().Tracer.StartRoot("call"), request);
        new PlatformPropagator().ExtractTraceIdAndState(
            null, static (object? _, string _, out string? one, out IEnumerable<string>? several) => (one, several) = (null, null), out _, out _);

        Assert.Empty(request.Headers);
        Assert.Equal(2, faults.Reported.Count);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("value", () => HeaderPropagator.Current = null!);
        Assert.Throws<ArgumentNullException>("propagators", () => HeaderPropagator.Of(null!));
        Assert.Throws<ArgumentNullException>("propagators", () => HeaderPropagator.Of(Own, null!));
        Assert.Throws<ArgumentNullException>("get", () => HeaderPropagator.TraceContext.Extract(0, null!));
    }

    static long BytesOf(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    sealed class Throwing : HeaderPropagator
    {
        public override IReadOnlyList<string> Fields => [];

        public override SpanContext Extract<THeaders>(THeaders headers, Func<THeaders, string, string?> get) =>
            throw new InvalidOperationException("Cannot read.");

        public override void Inject<THeaders>(SpanContext context, THeaders headers, Action<THeaders, string, string> set) =>
            throw new InvalidOperationException("Cannot write.");
    }

    static string? Get(Dictionary<string, string> headers, string name) => headers.GetValueOrDefault(name);

    static void Set(Dictionary<string, string> headers, string name, string value) => headers.Add(name, value);
}
