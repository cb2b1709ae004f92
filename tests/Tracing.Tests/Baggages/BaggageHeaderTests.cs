namespace Stackbilt.Observability.Tests.Baggages;

/// <summary>The header as it is read and written.</summary>
public class BaggageHeaderTests
{
    [Theory]
    [InlineData("a=1,b=2", "a=1|b=2")]
    [InlineData(" a =\t1 , b= 2 ", "a=1|b=2")]
    [InlineData("a=,b==", "a=|b==")]
    [InlineData("a=x+y=z", "a=x+y=z")]
    [InlineData("a=x%20y%2c%c3%A9", "a=x y,\u00e9")]
    [InlineData("a=%ff%zz%2", "a=\ufffd%zz%2")]
    [InlineData("a=1,A=2,a=3", "a=1|A=2")]
    [InlineData("a=1;ttl=30; once ,b=2;", "a=1 (ttl=30; once)|b=2")]
    [InlineData("a=1;;ttl = 30;,b=2 ; x= ", "a=1 (ttl = 30)|b=2 (x=)")]
    [InlineData("a=1;x y,b=2;=1,c=3;x;;y,d=4;{=1,e=5;x=1 2", "a=1|b=2|c=3|d=4|e=5")]
    [InlineData(",,a=1,,", "a=1")]
    public void What_is_well_formed_is_read(string header, string expected) => Assert.Equal(expected, Text(BaggagePropagator.Read(header)));

    [Theory]
    [InlineData("junk,b=2")]
    [InlineData("=1,b=2")]
    [InlineData("k k=1,b=2")]
    [InlineData("a=\"1\",b=2")]
    [InlineData("a=x y,b=2")]
    [InlineData("a=\u00e9,b=2")]
    [InlineData("a=\r\nx-evil: 1,b=2")]
    [InlineData("a=1;x=\"q\",b=2")]
    [InlineData("caf\u00e9=1,b=2")]
    public void An_entry_that_is_malformed_is_passed_over(string header) => Assert.Equal("b=2", Text(BaggagePropagator.Read(header)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    public void Nothing_is_the_empty_one(string? header) => Assert.Same(Baggage.Empty, BaggagePropagator.Read(header));

    [Fact]
    public void A_value_is_written_so_that_everybody_reads_it()
    {
        var baggage = Baggage.Empty.With("plain", "a-z_0.9~!/:").With("coded", "a b,c;d=e%f+\"\\\u00e9\ud83d\ude00\r\n").With("half", "\ud800.").With("with", "1", "ttl=30");

        Assert.Equal(
            "plain=a-z_0.9~!/:,coded=a%20b%2Cc%3Bd%3De%25f%2B%22%5C%C3%A9%F0%9F%98%80%0D%0A,half=%EF%BF%BD.,with=1;ttl=30",
            BaggagePropagator.Write(baggage));
        Assert.Null(BaggagePropagator.Write(Baggage.Empty));
        Assert.Null(BaggagePropagator.Write(null));
    }

    [Fact]
    public void At_most_64_entries_are_read_and_written()
    {
        var header = string.Join(',', Enumerable.Range(0, 100).Select(static number => $"k{number}=v"));
        var all = Baggage.Of([.. Enumerable.Range(0, 100).Select(static number => new BaggageEntry($"k{number}", "v"))]);

        Assert.Equal((64, "k63"), (BaggagePropagator.Read(header).Count, BaggagePropagator.Read(header)[63].Key));
        Assert.Equal(100, all.Count);
        Assert.EndsWith(",k63=v", BaggagePropagator.Write(all), StringComparison.Ordinal);
    }

    [Fact]
    public void At_most_8192_bytes_are_read_and_written_and_no_part_of_an_entry()
    {
        var fits = new string('x', 4_000);
        // Together with "a=", "b=" and the comma exactly the limit, and one more.
        foreach (var (last, isKept) in new[] { (8_192 - 4_000 - 5, true), (8_192 - 4_000 - 4, false) })
        {
            var header = $"a={fits},b={new string('y', last)}";
            var baggage = Baggage.Empty.With("a", fits).With("b", new string('y', last)).With("c", "small");

            Assert.Equal(isKept, BaggagePropagator.Read(header)["b"] is not null);
            Assert.Equal(isKept, BaggagePropagator.Read(header + ",c=1")["b"] is not null);
            Assert.Equal(fits, BaggagePropagator.Read(header)["a"]);
            Assert.Null(BaggagePropagator.Read(header + ",c=1")["c"]);
            Assert.Equal(isKept ? header : $"a={fits},c=small", BaggagePropagator.Write(baggage));
        }

        Assert.Same(Baggage.Empty, BaggagePropagator.Read("a=" + new string('x', 9_000)));
        Assert.Null(BaggagePropagator.Write(Baggage.Empty.With("a", new string('\u00e9', 3_000))));
    }

    [Fact]
    public void It_is_one_header_and_no_parent()
    {
        var sent = new Dictionary<string, string>();
        var context = new SpanContext(new(1, 2), new(3));
        HeaderPropagator.W3CBaggage.Inject(context, sent, static (headers, name, value) => headers.Add(name, value));
        HeaderPropagator.W3CBaggage.InjectBaggage(Baggage.Empty, sent, static (headers, name, value) => headers.Add(name, value));
        Assert.Empty(sent);

        HeaderPropagator.W3C.Inject(context, sent, static (headers, name, value) => headers.Add(name, value));
        HeaderPropagator.W3C.InjectBaggage(Baggage.Empty.With("a", "1"), sent, static (headers, name, value) => headers.Add(name, value));

        Assert.Equal(["baggage", "traceparent"], sent.Keys.Order());
        Assert.Equal(["traceparent", "tracestate", "baggage"], HeaderPropagator.W3C.Fields);
        Assert.Equal(default, HeaderPropagator.W3CBaggage.Extract(sent, static (headers, name) => headers.GetValueOrDefault(name)));
        Assert.Equal(context with { IsRemote = true }, HeaderPropagator.W3C.Extract(sent, static (headers, name) => headers.GetValueOrDefault(name)));
        foreach (var format in new[] { HeaderPropagator.W3C, HeaderPropagator.W3CBaggage, HeaderPropagator.Of(HeaderPropagator.TraceContext, HeaderPropagator.W3CBaggage) })
            Assert.Equal("a=1", Text(format.ExtractBaggage(sent, static (headers, name) => headers.GetValueOrDefault(name))));

        Assert.Same(Baggage.Empty, HeaderPropagator.TraceContext.ExtractBaggage(sent, static (headers, name) => headers.GetValueOrDefault(name)));
    }

    [Fact]
    public void The_headers_of_a_span_have_both_and_of_no_span_none()
    {
        var span = new Recorded().Root().SetBaggage("tenant", "7");
        var sent = new Dictionary<string, string>();

        HeaderPropagator.W3C.Inject((Span?)null, sent, static (headers, name, value) => headers.Add(name, value));
        Assert.Empty(sent);
        HeaderPropagator.W3C.Inject(span, sent, static (headers, name, value) => headers.Add(name, value));

        Assert.Equal(("tenant=7", TraceContextPropagator.TraceParent(span.Context)), (sent["baggage"], sent["traceparent"]));
    }

    static string Text(Baggage baggage) => string.Join(
        '|', baggage.Select(static entry => $"{entry.Key}={entry.Value}{(entry.Metadata is { } metadata ? $" ({metadata})" : "")}"));
}
