using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Tests;

/// <summary>The SDK's propagator, followed by the class that the documentation shows.</summary>
public sealed class SdkHeadersTests : IDisposable
{
    static readonly SpanContext Sent = new(TraceId.CreateRandom(), SpanId.CreateRandom(), TraceState: "rojo=1");

    readonly TracerProvider _sdk = Sdk.CreateTracerProviderBuilder().Build();
    readonly TextMapPropagator _before = Propagators.DefaultTextMapPropagator;

    public SdkHeadersTests() => HeaderPropagator.Current = new SdkHeaders();

    public void Dispose()
    {
        HeaderPropagator.Current = HeaderPropagator.W3C;
        Sdk.SetDefaultTextMapPropagator(_before);
        OpenTelemetry.Baggage.Current = default;
        _sdk.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_it_writes_is_sent_and_what_it_reads_is_the_parent(bool isB3)
    {
        if (isB3)
            Sdk.SetDefaultTextMapPropagator(new B3Propagator());

        using var request = new HttpRequestMessage();
        TraceContextPropagator.Inject(Sent, request);

        var read = HeaderPropagator.Current.Extract(request, static (message, name) =>
            message.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null);
        Assert.Equal(isB3, request.Headers.Contains(B3Propagator.Header));
        Assert.Equal(!isB3, request.Headers.Contains("traceparent"));
        Assert.Equal((Sent.TraceId, Sent.SpanId, true, true), (read.TraceId, read.SpanId, read.IsSampled, read.IsRemote));
        Assert.Equal(isB3 ? null : "rojo=1", read.TraceState);
    }

    [Fact]
    public void Its_baggage_goes_along()
    {
        OpenTelemetry.Baggage.SetBaggage("team", "cards");
        using var request = new HttpRequestMessage();

        TraceContextPropagator.Inject(Sent, request);

        Assert.Equal("team=cards", Assert.Single(request.Headers.GetValues("baggage")));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Without_it_that_of_the_span_does_and_what_came_in_is_the_spans(bool isB3)
    {
        if (isB3)
            Sdk.SetDefaultTextMapPropagator(new B3Propagator());

        var sent = new Dictionary<string, string>();
        HeaderPropagator.Current.InjectBaggage(Baggage.Empty.With("team", "cards"), sent, static (headers, name, value) => headers.Add(name, value));

        Assert.Equal("team=cards", Assert.Single(sent).Value);
        Assert.Equal("cards", HeaderPropagator.Current.ExtractBaggage(sent, static (headers, name) => headers.GetValueOrDefault(name))["team"]);
    }

    [Fact]
    public void Nothing_is_read_from_nothing() =>
        Assert.Equal(default, HeaderPropagator.Current.Extract("", static (_, _) => null));

    [Fact]
    public async Task A_request_through_two_services_is_one_tree()
    {
        var services = await TwoServices.AskedThroughTheHandlerAsync(CarrierNames.AsyncLocal, static _ => { }, Caller.SaysItsTrace.Headers());

        Assert.Equal(
            """
            GET /ask [Server]
            └─ oracle.inference [Internal]
               └─ GET [Client]
                  └─ GET /answer [Server]
                     └─ oracle.answer [Internal]

            """,
            Waterfall.Outline(services.Recorder.Spans, static _ => false));
    }
}
