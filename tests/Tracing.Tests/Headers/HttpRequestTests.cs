using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.Headers;

public sealed class HttpRequestTests : IDisposable
{
    readonly HttpRequestMessage _request = new(HttpMethod.Get, "http://localhost/");

    public void Dispose() => _request.Dispose();

    [Fact]
    public void The_headers_of_the_span_are_written()
    {
        var remote = new SpanContext(new(1, 2), new(3), TraceState: "one=1,two=2");
        var span = new Recorded(new ExplicitCarrier()).Tracer.StartSpan("client", remote, SpanKind.Client);

        TraceContextPropagator.Inject(span, _request);

        Assert.Equal([TraceContextPropagator.TraceParent(span.Context)!], Header("traceparent"));
        Assert.Equal(["one=1,two=2"], Header("tracestate"));
    }

    [Fact]
    public void A_header_that_is_there_is_left_alone()
    {
        _request.Headers.Add("traceparent", "mine");

        TraceContextPropagator.Inject(
            new Recorded().Tracer.StartSpan("client", new SpanContext(new(1, 2), new(3), TraceState: "vendor=1")), _request);

        Assert.Equal(["mine"], Header("traceparent"));
        Assert.Empty(Header("tracestate"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Baggage_is_written_beside_them(bool isHeard)
    {
        using var listened = new Listened();
        using var unheard = new System.Diagnostics.ActivitySource("unheard." + Guid.NewGuid().ToString("N"));
        var span = new Recorded(source: isHeard ? listened.Source : unheard).Root().SetBaggage("tenant", "a b");

        TraceContextPropagator.Inject(span.StartChild("client"), _request);
        TraceContextPropagator.Inject(span, _request);

        Assert.Equal(["tenant=a%20b"], Header("baggage"));
    }

    [Fact]
    public void Baggage_that_is_there_is_left_alone()
    {
        _request.Headers.Add("baggage", "mine=1");

        TraceContextPropagator.Inject(new Recorded().Root().SetBaggage("tenant", "7"), _request);

        Assert.Equal(["mine=1"], Header("baggage"));
        Assert.NotEmpty(Header("traceparent"));
    }

    [Fact]
    public void No_span_writes_nothing()
    {
        TraceContextPropagator.Inject(null, _request);

        Assert.Empty(_request.Headers);
        Assert.Throws<ArgumentNullException>("request", () => TraceContextPropagator.Inject(null, null!));
    }

    [Fact]
    public void Where_nobody_listens_to_HttpClient_the_spans_own_activity_is_not_left_to_it()
    {
        using var listened = new Listened();
        var tracer = new Recorded(source: listened.Source).Tracer;
        using var span = tracer.StartRoot("root");
        using (tracer.Carrier.Attach(span))
            TraceContextPropagator.Inject(span, _request);

        Assert.Equal([TraceContextPropagator.TraceParent(span.Context)!], Header("traceparent"));
    }

    IEnumerable<string> Header(string name) => _request.Headers.TryGetValues(name, out var values) ? values : [];
}
