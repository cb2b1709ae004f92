namespace Stackbilt.Observability.Tests.Attributes;

public class AttributesOfASpanTests
{
    readonly Recorded _recorded = new(limits: Recorded.NoLimits);

    [Fact]
    public void A_later_value_takes_the_place_of_the_earlier()
    {
        var span = _recorded.Root(("a", 1), ("b", 2));

        span.SetAttribute("a", "new").SetAttribute("c", true);

        Assert.Equal([("a", "new"), ("b", 2), ("c", true)], _recorded.DataOf(span).Attributes);
    }

    [Fact]
    public void Null_takes_a_key_away()
    {
        var span = _recorded.Root(("a", 1), ("b", 2), ("c", 3));

        span.SetAttribute("a", null).SetAttribute("unknown", null).SetAttributes(("c", (string?)null), ("d", 4));

        Assert.Equal([("b", 2), ("d", 4)], _recorded.DataOf(span).Attributes);
    }

    [Fact]
    public void A_key_given_twice_at_the_start_is_there_once()
    {
        var span = _recorded.Root(("a", 1), ("b", 2), ("a", 3), ("b", (string?)null));

        Assert.Equal([("a", 3)], _recorded.DataOf(span).Attributes);
    }

    [Fact]
    public void Default_is_left_out()
    {
        var span = _recorded.Root(default, ("a", 1), default);

        span.SetAttribute(default).SetAttributes(default, ("b", 2));

        Assert.Equal([("a", 1), ("b", 2)], _recorded.DataOf(span).Attributes);
    }

    [Fact]
    public void Every_type_of_value_can_be_set()
    {
        var span = _recorded.Root();

        span.SetAttribute("text", "b").SetAttribute("integer", 7).SetAttribute("floating", 0.5).SetAttribute("flag", false);

        Assert.Equal(
            [("text", "b"), ("integer", 7), ("floating", 0.5), ("flag", false)],
            _recorded.DataOf(span).Attributes);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(101)]
    [InlineData(128)]
    [InlineData(129)]
    public void There_is_room_for_many(int count)
    {
        var expected = Enumerable.Range(0, count).Select(number => new SpanAttribute($"key{number}", number)).ToArray();
        var atTheStart = _recorded.Root(expected);
        var oneByOne = _recorded.Root();
        foreach (var attribute in expected)
            oneByOne.SetAttribute(attribute);

        Assert.Equal(expected, _recorded.DataOf(atTheStart).Attributes);
        Assert.Equal(expected, _recorded.DataOf(oneByOne).Attributes);
    }

    [Fact]
    public void The_given_array_is_copied()
    {
        SpanAttribute[] given = [("a", 1), ("b", 2)];
        var span = _recorded.Root(given);

        given[0] = ("a", "changed");

        Assert.Equal([("a", 1), ("b", 2)], _recorded.DataOf(span).Attributes);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(128)]
    [InlineData(129)]
    public void Many_at_the_start_follow_the_same_rules_as_few(int count)
    {
        var many = Enumerable.Range(0, count - 3).Select(number => new SpanAttribute($"key{number}", number)).ToArray();

        var replaced = _recorded.Root([default, .. many, ("key1", "new"), ("last", 1)]);
        var removed = _recorded.Root([.. many, ("key1", (string?)null), ("key2", "new"), ("last", 1)]);

        Assert.Equal([many[0], ("key1", "new"), .. many[2..], ("last", 1)], _recorded.DataOf(replaced).Attributes);
        Assert.Equal([many[0], ("key2", "new"), .. many[3..], ("last", 1)], _recorded.DataOf(removed).Attributes);
    }
}
