namespace Stackbilt.Observability.Tests.Waterfalls;

/// <summary>A trace that is a chain: the lines that lead to its spans would be longer than all else together.</summary>
public class DeepTests
{
    const int Levels = 4_000;
    const int BytesOfOne = 5_000;

    static readonly SpanData[] Chain = [.. Enumerable.Range(0, Levels).Select(static level =>
        Finished.Span((ulong)level + 1, (ulong)level, $"level{level}", level, 2 * Levels))];

    [Fact]
    public void An_outline_grows_with_the_spans_and_not_with_their_square() => AssertIsSmall(static () => Waterfall.Outline(Chain));

    [Fact]
    public void So_does_a_picture()
    {
        var waterfall = Waterfall.Of(Chain);

        AssertIsSmall(waterfall.ToString);
    }

    [Fact]
    public void An_outline_has_every_line_up_to_a_hundred_levels_and_then_says_how_deep_it_is()
    {
        var lines = Waterfall.Outline(Chain).Split('\n');

        Assert.Equal(new string(' ', 99 * 3) + "└─ level100 [Internal]", lines[100]);
        Assert.Equal("101…" + new string(' ', 98 * 3 - 1) + "└─ level101 [Internal]", lines[101]);
        Assert.Equal("3999…" + new string(' ', 98 * 3 - 2) + "└─ level3999 [Internal]", lines[3999]);
    }

    static void AssertIsSmall(Func<string> text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var length = text().Length;

        Assert.InRange(length, Levels * 10, Levels * 400);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Levels * BytesOfOne);
    }
}
