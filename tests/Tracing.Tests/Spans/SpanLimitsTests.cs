namespace Stackbilt.Observability.Tests.Spans;

public class SpanLimitsTests
{
    static readonly SpanContext Other = new(new(1, 2), new(3));

    [Fact]
    public void By_default_a_span_holds_128_of_each_and_counts_what_it_dropped()
    {
        var recorded = new Recorded();
        var span = recorded.Root();
        for (var number = 0; number < 130; number++)
        {
            span.SetAttribute($"key{number}", number);
            span.AddEvent($"event{number}", Attributes(130));
            span.AddLink(Other, Attributes(130));
        }

        var data = recorded.DataOf(span);

        Assert.Equal(Attributes(128), data.Attributes);
        Assert.Equal(Enumerable.Range(0, 128).Select(number => $"event{number}"), data.Events.Select(happened => happened.Name));
        Assert.Equal(128, data.Links.Count);
        Assert.All(data.Events, happened => Assert.Equal(Attributes(128), happened.Attributes));
        Assert.All(data.Links, link => Assert.Equal(Attributes(128), link.Attributes));
        Assert.Equal((2, 2, 2), (data.DroppedAttributeCount, data.DroppedEventCount, data.DroppedLinkCount));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(200)]
    public void At_the_start_and_later_the_same_are_kept(int limit)
    {
        var recorded = new Recorded(limits: new SpanLimits { AttributeCountLimit = limit });
        var atTheStart = recorded.Root(Attributes(300));
        var later = recorded.Root();
        later.SetAttributes(Attributes(300));

        var first = recorded.DataOf(atTheStart);
        Assert.Equal(Attributes(limit), first.Attributes);
        Assert.Equal(300 - limit, first.DroppedAttributeCount);
        var second = recorded.DataOf(later);
        Assert.Equal(Attributes(limit), second.Attributes);
        Assert.Equal(300 - limit, second.DroppedAttributeCount);
    }

    [Fact]
    public void A_key_that_is_there_can_be_changed_and_one_that_is_taken_away_makes_room()
    {
        var recorded = new Recorded(limits: new SpanLimits { AttributeCountLimit = 2 });
        var span = recorded.Root(("a", 1), ("a", 2), ("b", 1));

        span.SetAttribute("a", 3).SetAttribute("c", 1).SetAttribute("b", null).SetAttribute("d", 1);

        var data = recorded.DataOf(span);
        Assert.Equal([("a", 3), ("d", 1)], data.Attributes);
        Assert.Equal(1, data.DroppedAttributeCount);
    }

    [Fact]
    public void Many_that_say_nothing_leave_room_for_one_that_does()
    {
        var recorded = new Recorded(limits: new SpanLimits { AttributeCountLimit = 1000 });
        var span = recorded.Root(new SpanAttribute[200]);

        span.SetAttribute("a", "b");

        Assert.Equal([("a", "b")], recorded.DataOf(span).Attributes);
    }

    [Fact]
    public void Links_of_the_start_count_as_well()
    {
        var recorded = new Recorded(limits: new SpanLimits { LinkCountLimit = 2, AttributePerLinkCountLimit = 1 });

        var span = recorded.Tracer.StartRoot("batch", SpanKind.Consumer, [.. Enumerable.Repeat(new SpanLink(Other, ("a", 1), ("b", 1)), 5)]);

        var data = recorded.DataOf(span);
        Assert.Equal(2, data.Links.Count);
        Assert.All(data.Links, link => Assert.Equal([("a", 1)], link.Attributes));
        Assert.Equal(3, data.DroppedLinkCount);
    }

    [Fact]
    public void Texts_are_cut_wherever_they_are_and_no_character_in_two()
    {
        var recorded = new Recorded(limits: new SpanLimits { AttributeValueLengthLimit = 3 });
        string[] several = ["12345", "1", null!];
        var span = recorded.Root(("start", "12345"), ("short", "123"), ("pair", "12\U0001F600"), ("number", 12345));

        span.SetAttribute("later", "12345").SetAttribute("several", several);
        span.AddEvent("event", ("a", "12345")).AddLink(Other, ("a", "12345"));

        var data = recorded.DataOf(span);
        Assert.Equal(
            [("start", "123"), ("short", "123"), ("pair", "12"), ("number", 12345), ("later", "123")], data.Attributes.Take(5));
        Assert.Equal(["123", "1", null!], Assert.IsType<string[]>(data.Attributes[5].Value));
        Assert.Equal([("a", "123")], data.Events[0].Attributes);
        Assert.Equal([("a", "123")], data.Links[0].Attributes);
        Assert.Equal("12345", several[0]);
        Assert.Equal(0, data.DroppedAttributeCount);
    }

    [Fact]
    public void OpenTelemetrys_variables_are_read_the_special_before_the_general()
    {
        var limits = SpanLimits.FromEnvironment(new Dictionary<string, string?>
        {
            ["OTEL_ATTRIBUTE_COUNT_LIMIT"] = "1",
            ["OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT"] = "2",
            ["OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT"] = "3",
            ["OTEL_SPAN_EVENT_COUNT_LIMIT"] = "4",
            ["OTEL_SPAN_LINK_COUNT_LIMIT"] = "5",
            ["OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT"] = "6",
            ["OTEL_LINK_ATTRIBUTE_COUNT_LIMIT"] = "7",
        }.GetValueOrDefault);

        Assert.Equal(
            (2, 3, 4, 5, 6, 7),
            (limits.AttributeCountLimit, limits.AttributeValueLengthLimit, limits.EventCountLimit, limits.LinkCountLimit, limits.AttributePerEventCountLimit, limits.AttributePerLinkCountLimit));
        Assert.Equal(9, SpanLimits.FromEnvironment(name => name == "OTEL_ATTRIBUTE_COUNT_LIMIT" ? "9" : "").AttributeCountLimit);
        Assert.Null(SpanLimits.FromEnvironment(static _ => null).AttributeValueLengthLimit);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public void A_variable_that_is_no_number_is_reported_and_is_not_set(string text)
    {
        using var faults = new FaultsOf(typeof(SpanLimits));

        var limits = SpanLimits.FromEnvironment(name => name == "OTEL_SPAN_LINK_COUNT_LIMIT" ? text : null);

        Assert.Equal(128, limits.LinkCountLimit);
        Assert.Contains(faults.Reported, fault => fault.Exception.Message.Contains($"OTEL_SPAN_LINK_COUNT_LIMIT is \"{text}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_below_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanLimits { EventCountLimit = -1 });

    [Fact]
    public void What_was_dropped_is_kept_with_the_span()
    {
        var finished = new FinishedSpan(default)
        {
            Context = default,
            Name = "span",
            StartUnixNanoseconds = 0,
            EndUnixNanoseconds = 0,
            DroppedLinkCount = 3,
        };

        Assert.Equal((0, 0, 3), (finished.ToSpanData().DroppedAttributeCount, finished.ToSpanData().DroppedEventCount, finished.ToSpanData().DroppedLinkCount));
    }

    static SpanAttribute[] Attributes(int count) => [.. Enumerable.Range(0, count).Select(number => new SpanAttribute($"key{number}", number))];
}
