using System.Xml.Linq;

namespace Stackbilt.Observability.Tests;

/// <summary>Spans as a page. It is read here as XML, which forgives nothing: what is not encoded does not pass.</summary>
public class WaterfallPageTests
{
    [Fact]
    public void A_row_for_each_span_in_the_order_of_the_tree()
    {
        var rows = Rows(WaterfallPage.Of(Finished.Request()));

        Assert.Equal(
            [
                "level 1: POST /run", "level 2: scaffold.classify", "level 2: tarotscript.interpret",
                "level 3: oracle.inference error", "level 3: oracle.inference",
            ],
            rows.Select(static row => Class(row, "name").Single().Value));
        Assert.Equal("100.00 ms", Class(rows[0], "took").Single().Value);
        Assert.Equal(["0", "1000"], Attributes(rows[0].Descendants("rect").First(), "x", "width"));
        Assert.Equal(["200", "400"], Attributes(rows[3].Descendants("rect").First(), "x", "width"));
    }

    [Fact]
    public void A_row_opens_to_what_was_recorded()
    {
        SpanData[] spans =
        [
            new()
            {
                Context = new SpanContext(new TraceId(1, 1), new SpanId(1)),
                ParentSpanId = new SpanId(9),
                Name = "cards.draw",
                Status = SpanStatus.Error,
                StatusDescription = "no card",
                StartUnixNanoseconds = 0,
                EndUnixNanoseconds = 2_000_000,
                Scope = new InstrumentationScope("My.Cards", "1.2"),
                Attributes = [("cards.count", 22), ("cards.names", (string[])["a", "b"])],
                Events = [new("exception", 1_000_000, [("exception.stacktrace", "at Deck.Draw\n at Main")])],
                Links =
                [
                    new SpanLink(new SpanContext(new TraceId(1, 1), new SpanId(2)), ("why", "it waits")),
                    new SpanLink(new SpanContext(new TraceId(7, 7), new SpanId(3)), [("other", true)]),
                ],
            },
        ];

        var row = Assert.Single(Rows(WaterfallPage.Of(spans)));
        var lines = row.Descendants("tr").Select(static line => $"{line.Element("th")!.Value}={line.Element("td")!.Value}").ToList();

        Assert.Superset(
            new HashSet<string>
            {
                "kind=Internal", "status=Error", "what went wrong=no card", "library=My.Cards 1.2", "cards.count=22", "cards.names=a, b",
                "exception.stacktrace=at Deck.Draw\n at Main", "why=it waits", "other=true", "parent=0000000000000009",
            },
            lines.ToHashSet());
        Assert.Contains("Event exception, after 1.00 ms", row.Descendants("caption").Select(static caption => caption.Value));
        Assert.Equal("#s-00000000000000010000000000000001-0000000000000002", Assert.Single(row.Descendants("a")).Attribute("href")!.Value);
        Assert.Contains("parent missing", row.Value, StringComparison.Ordinal);
        Assert.Equal(2, row.Descendants("rect").Count());
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</style></title><img src=x onerror=alert(1)>")]
    [InlineData("\" onmouseover=\"alert(1)\" x=\"")]
    [InlineData("' onfocus='alert(1)' '&amp;&lt;")]
    [InlineData("]]> <!-- <![CDATA[")]
    [InlineData("javascript:alert(1)")]
    [InlineData("a\0b\u001b[31mc\u0085d\u202ee\u2028f\ufefff", "a\\u0000b\\u001b[31mc\\u0085d\\u202ee\\u2028f\\ufefff")]
    [InlineData("日本 العربية 😀 ünï")]
    public void Whatever_a_span_says_is_text_everywhere(string said, string? shown = null)
    {
        shown ??= said;
        SpanData[] spans =
        [
            new()
            {
                Context = new SpanContext(new TraceId(1, 1), new SpanId(1)),
                Name = said,
                Status = SpanStatus.Error,
                StatusDescription = said,
                StartUnixNanoseconds = 0,
                EndUnixNanoseconds = 1,
                Scope = new InstrumentationScope(said, said),
                Attributes = [new(said, said), ("url.path", said), ("several", (string[])[said])],
                Events = [new(said, 0, [new(said, said)])],
                Links = [new SpanLink(new SpanContext(new TraceId(7, 7), new SpanId(3)), [new SpanAttribute(said, said)])],
            },
        ];

        var page = Page(WaterfallPage.Of(spans, title: said));
        var clean = Page(WaterfallPage.Of([WithName(spans[0], "plain")], title: "plain"));

        Assert.Equal(Shape(clean), Shape(page));
        Assert.Equal(shown, page.Descendants("title").Single().Value);
        Assert.Equal(shown, page.Descendants("h2").Single().Value);
        Assert.Equal(3, page.Descendants("th").Count(one => one.Value == shown));
        Assert.Equal(6, page.Descendants("td").Count(one => one.Value == shown));
        Assert.Single(page.Descendants("td"), one => one.Value == $"{shown} {shown}");
    }

    [Fact]
    public void Half_a_character_is_shown_as_none() => Assert.Equal(
        "half \ufffd of one",
        Page(WaterfallPage.Of([Finished.Span(1, 0, "half " + (char)0xd83d + " of one", 0, 1)])).Descendants("h2").Single().Value);

    [Fact]
    public void Random_text_comes_out_as_it_went_in()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var text = new string([.. Enumerable.Range(0, 40).Select(_ => (char)random.Next(0x20, 0x7f))]);

            var row = Assert.Single(Rows(WaterfallPage.Of([Finished.Span(1, 0, text, 0, 1, attributes: [new SpanAttribute(text, text)])])));

            Assert.True(row.Descendants("td").Any(one => one.Value == text), $"seed {seed}: {text}");
        }
    }

    [Fact]
    public void A_deep_trace_and_times_from_elsewhere_stay_on_the_page()
    {
        var chain = Enumerable.Range(1, 2000).Select(static id => Finished.Span((ulong)id, (ulong)id - 1, "deep", id, id + 1)).ToList();
        chain.Add(Finished.Span(3000, 0, "early", 0, 0, trace: 2, events: [new("before", 0, []), new("after", long.MaxValue, [])]));

        var rows = Rows(WaterfallPage.Of(chain));

        Assert.Equal(2001, rows.Count);
        Assert.Contains("1999… ", rows[2000].Value, StringComparison.Ordinal);
        Assert.All(
            rows.SelectMany(static row => row.Descendants("rect")),
            static bar => Assert.InRange(int.Parse(bar.Attribute("x")!.Value) + int.Parse(bar.Attribute("width")!.Value), 3, 1000));
    }

    [Fact]
    public void The_file_has_everything_in_it_and_no_script()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".html");
        try
        {
            WaterfallPage.Write(Finished.Request(), path, "A request");
            var html = File.ReadAllText(path);

            Assert.Equal(WaterfallPage.Of(Finished.Request(), "A request"), html);
            Assert.Empty(Page(html).Descendants("script"));
            Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
            Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'; style-src 'sha256-", Page(html).Descendants("meta").Single(static one => one.Attribute("http-equiv") is not null).Attribute("content")!.Value, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void No_spans_are_a_page_that_says_so() =>
        Assert.Equal("There are no spans yet.", Class(Page(WaterfallPage.Of([])), "none").Single().Value);

    [Fact]
    public void What_cannot_be_written_is_refused_at_once()
    {
        Assert.Throws<ArgumentNullException>(static () => WaterfallPage.Of(null!));
        Assert.Throws<ArgumentNullException>(static () => WaterfallPage.Write(null!, "a.html"));
        Assert.Throws<ArgumentNullException>(static () => WaterfallPage.Write([], null!));
        Assert.Throws<ArgumentException>(static () => WaterfallPage.Write([], " "));
    }

    static XElement Page(string html) => XDocument.Parse(html[(html.IndexOf('\n', StringComparison.Ordinal) + 1)..], LoadOptions.PreserveWhitespace).Root!;

    static List<XElement> Rows(string html) => [.. Page(html).Descendants("li")];

    static IEnumerable<XElement> Class(XElement inside, string name) =>
        inside.Descendants().Where(element => element.Attribute("class")?.Value == name);

    static string[] Attributes(XElement element, params string[] names) => [.. names.Select(name => element.Attribute(name)!.Value)];

    /// <summary>All elements and attributes, without any text.</summary>
    static string Shape(XElement page) => string.Join('\n', page.DescendantsAndSelf()
        .Select(static element => $"{element.Ancestors().Count()} {element.Name} {string.Join(' ', element.Attributes().Select(static one => one.Name))}"));

    static SpanData WithName(SpanData span, string name) => new()
    {
        Context = span.Context,
        Name = name,
        Status = span.Status,
        StatusDescription = name,
        StartUnixNanoseconds = span.StartUnixNanoseconds,
        EndUnixNanoseconds = span.EndUnixNanoseconds,
        Scope = new InstrumentationScope(name, name),
        Attributes = [new(name, name), ("url.path", name), ("several", (string[])[name])],
        Events = [new(name, 0, [new(name, name)])],
        Links = [new SpanLink(new SpanContext(new TraceId(7, 7), new SpanId(3)), [new SpanAttribute(name, name)])],
    };
}
