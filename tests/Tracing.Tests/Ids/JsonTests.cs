using System.Text.Json;

namespace Stackbilt.Observability.Tests.Ids;

/// <summary>Contexts and ids through <c>System.Text.Json</c>: what is written comes back, and what is wrong is named.</summary>
public class JsonTests
{
    const string Parent = "00-00000000000000010000000000000002-0000000000000003-01";

    static readonly SpanContext Context = new(new(1, 2), new(3), TraceState: "vendor=1+2,other=\"x\"", IsRemote: true);

    [Fact]
    public void A_context_survives()
    {
        var letter = new Letter("Dear Ada", Context, Context.TraceId, Context.SpanId);

        Assert.Equal(letter, JsonSerializer.Deserialize<Letter>(JsonSerializer.Serialize(letter)));
        var unsampled = Context with { IsSampled = false, TraceState = null };
        Assert.Equal(unsampled, JsonSerializer.Deserialize<SpanContext>(JsonSerializer.Serialize(unsampled)));
        Assert.Equal(unsampled with { IsSampled = true }, JsonSerializer.Deserialize<SpanContext>(JsonSerializer.Serialize(unsampled with { IsSampled = true })));
    }

    [Fact]
    public void It_is_written_as_the_two_headers()
    {
        Assert.Equal($"{{\"traceparent\":\"{Parent}\"}}", JsonSerializer.Serialize(Context with { TraceState = null }));
        Assert.Equal(
            $"{{\"traceparent\":\"{Parent}\",\"tracestate\":\"vendor=1\"}}", JsonSerializer.Serialize(Context with { TraceState = "vendor=1" }));
        Assert.Equal("\"00000000000000010000000000000002\"", JsonSerializer.Serialize(Context.TraceId));
        Assert.Equal("\"0000000000000003\"", JsonSerializer.Serialize(Context.SpanId));
    }

    [Theory]
    [InlineData("03", "03", TraceFlags.Sampled | TraceFlags.Random)]
    [InlineData("02", "02", TraceFlags.Random)]
    [InlineData("f9", "01", (TraceFlags)0xf9)]
    public void All_flags_are_read_and_those_that_have_a_name_are_written(string read, string written, TraceFlags flags)
    {
        var context = JsonSerializer.Deserialize<SpanContext>($"{{\"traceparent\":\"{Parent[..^2]}{read}\"}}");

        Assert.Equal(flags, context.Flags);
        Assert.Equal($"{{\"traceparent\":\"{Parent[..^2]}{written}\"}}", JsonSerializer.Serialize(context));
    }

    [Fact]
    public void What_comes_from_elsewhere_is_remote() =>
        Assert.True(JsonSerializer.Deserialize<SpanContext>(JsonSerializer.Serialize(Context with { IsRemote = false })).IsRemote);

    [Fact]
    public void What_is_not_valid_is_null()
    {
        var letter = new Letter("Dear Ada", default, default, default);
        var written = JsonSerializer.Serialize(letter);

        Assert.Equal("{\"Text\":\"Dear Ada\",\"Parent\":null,\"TraceId\":null,\"SpanId\":null}", written);
        Assert.Equal(letter, JsonSerializer.Deserialize<Letter>(written));
    }

    [Theory]
    [InlineData("12", "Number")]
    [InlineData("[]", "StartArray")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("{}", "none was given")]
    [InlineData("{\"traceId\":\"a\"}", "\"traceId\"")]
    [InlineData("{\"traceparent\":1}", "Number")]
    [InlineData("{\"traceparent\":null}", "Null")]
    [InlineData("{\"traceparent\":\"short\"}", "\"short\"")]
    [InlineData("{\"traceparent\":\"01-00000000000000010000000000000002-0000000000000003-01\"}", "\"01-")]
    [InlineData("{\"traceparent\":\"00-00000000000000000000000000000000-0000000000000003-01\"}", "\"00-")]
    [InlineData("{\"traceparent\":\"00-00000000000000010000000000000002-0000000000000000-01\"}", "\"00-")]
    [InlineData("{\"traceparent\":\"00-0000000000000001000000000000000A-0000000000000003-01\"}", "\"00-")]
    [InlineData("{\"traceparent\":\"00-00000000000000010000000000000002_0000000000000003-01\"}", "\"00-")]
    [InlineData("{\"traceparent\":\"00-00000000000000010000000000000002-0000000000000003_01\"}", "\"00-")]
    [InlineData("{\"traceparent\":\"00-00000000000000010000000000000002-0000000000000003-0g\"}", "\"00-")]
    [InlineData("{\"traceparent\":\"" + Parent + "\",\"tracestate\":7}", "Number")]
    [InlineData("{\"traceparent\":\"" + Parent + "\",\"more\":7}", "\"more\"")]
    [InlineData("{\"traceparent\":\"" + Parent + "\",\"traceparent\":\"" + Parent + "\"}", "another member")]
    public void What_is_wrong_is_named(string json, string named)
    {
        var refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SpanContext>(json));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_long_is_refused_and_not_repeated()
    {
        var longText = new string('a', 100_000);
        foreach (var json in new[]
        {
            $"{{\"traceparent\":\"{longText}\"}}", $"{{\"traceparent\":\"{Parent}\",\"tracestate\":\"{longText}\"}}", $"{{\"{longText}\":1}}",
        })
        {
            Assert.InRange(Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SpanContext>(json)).Message.Length, 1, 400);
        }

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SpanContext>(
            $"{{\"traceparent\":\"{Parent}\",\"tracestate\":\"{new string('a', 513)}\"}}"));
    }

    [Theory]
    [InlineData("\"0000000000000000\"")]
    [InlineData("\"000000000000000g\"")]
    [InlineData("\"00000000000000010000000000000002f\"")]
    [InlineData("3")]
    public void An_id_is_read_strictly(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SpanId>(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TraceId>(json));
    }

    sealed record Letter(string Text, SpanContext Parent, TraceId TraceId, SpanId SpanId);
}
