namespace Stackbilt.Observability.Tests.Waterfalls;

public class OutlineTests
{
    [Fact]
    public void Outline() => Snapshot.Matches(Waterfall.Outline(Finished.Request()));

    [Fact]
    public void Is_the_same_in_any_order_of_starts_and_whatever_the_ids()
    {
        SpanData[] Spans(ulong one, ulong two, long startOfOne, long startOfTwo) =>
        [
            Finished.Span(9, 0, "root", 0, 100),
            Finished.Span(one, 9, "child", startOfOne, 50, attributes: [("which", "one")]),
            Finished.Span(two, 9, "child", startOfTwo, 50, attributes: [("which", "two")]),
        ];

        Assert.Equal(Waterfall.Outline(Spans(1, 2, 10, 20)), Waterfall.Outline(Spans(4, 3, 40, 30).Reverse()));
    }

    [Fact]
    public void Shows_the_attributes_that_are_asked_for()
    {
        var outline = Waterfall.Outline(Finished.Request(), attribute => attribute.Key == "tokens");

        Assert.Contains("tokens=12", outline, StringComparison.Ordinal);
        Assert.DoesNotContain("oracle.provider", outline, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_where_a_parent_is_missing()
    {
        Assert.Equal("lost [Internal] (parent missing)\n", Waterfall.Outline([Finished.Span(2, 7, "lost", 1, 2)]));
    }

    [Fact]
    public void An_attribute_of_several_lines_takes_one() => Assert.Equal(
        "root [Internal] oracle.question=Will it\\nrain?\n",
        Waterfall.Outline([Finished.Span(1, 0, "root", 0, 1, attributes: [("oracle.question", "Will it\nrain?")])]));

    [Fact]
    public void Nothing_is_empty()
    {
        Assert.Equal("", Waterfall.Outline([]));
        Assert.Throws<ArgumentNullException>("spans", () => Waterfall.Outline(null!));
    }
}
