using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.Baggages;

/// <summary>Chosen keys become attributes, and no others.</summary>
public class BaggageAttributesTests
{
    [Theory]
    [InlineData("AsyncLocal", false)]
    [InlineData("AsyncLocal", true)]
    [InlineData("Activity", false)]
    [InlineData("Activity", true)]
    [InlineData("Explicit", false)]
    [InlineData("Explicit", true)]
    [InlineData("Null", false)]
    [InlineData("Null", true)]
    public void Each_span_that_starts_with_a_key_has_it(string carrier, bool isHeard)
    {
        using var listened = isHeard ? new Listened() : null;
        var spans = new SpanRecorder();
        var tracer = new Tracer(CarrierNamed.Of(carrier), [new BaggageAttributes("tenant", "user"), spans], listened?.Source);

        var server = tracer.StartSpan("server", default, Baggage.Of(new("tenant", "7"), new("secret", "s")));
        using (server.SetBaggage("user", "Ada").StartChild("child", ("a", 1)))
        {
        }

        server.End();
        tracer.StartRoot("bare").End();

        Assert.Equal([("a", 1), ("tenant", "7"), ("user", "Ada")], spans.Spans[0].Attributes);
        Assert.Equal([("tenant", "7")], spans.Spans[1].Attributes);
        Assert.Empty(spans.Spans[2].Attributes);
        Assert.Equal(isHeard ? 3 : 0, listened?.Stopped.Count ?? 0);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("keys", () => new BaggageAttributes(null!));
        Assert.Throws<ArgumentNullException>("keys", () => new BaggageAttributes("a", null!));
        Assert.Throws<ArgumentNullException>("span", () => new BaggageAttributes("a").OnStart(null!));
    }
}
