namespace Stackbilt.Observability.Tests.Waterfalls;

public class WaterfallTests
{
    [Fact]
    public void Picture() => Snapshot.Matches(Waterfall.Of(Finished.Request()).ToString());

    [Fact]
    public void Parents_stand_before_children_and_siblings_in_the_order_of_their_starts()
    {
        var rows = Waterfall.Of(Finished.Request()).Rows;

        Assert.Equal([1, 5, 2, 3, 4], rows.Select(row => Id(row.Span)));
        Assert.Equal([0, 1, 1, 2, 2], rows.Select(row => row.Depth));
        Assert.Equal(["", "├─ ", "└─ ", "   ├─ ", "   └─ "], rows.Select(row => row.Branch));
    }

    [Fact]
    public void Siblings_that_overlap_do_not_nest()
    {
        var rows = Waterfall.Of([.. Enumerable.Range(2, 8).Select(id => Finished.Span((ulong)id, 1, "sibling", 20 - id, 90)),
            Finished.Span(1, 0, "root", 0, 100)]).Rows;

        Assert.Equal([1, 9, 8, 7, 6, 5, 4, 3, 2], rows.Select(row => Id(row.Span)));
        Assert.All(rows.Skip(1), row => Assert.Equal(1, row.Depth));
    }

    [Fact]
    public void A_span_whose_parent_is_missing_says_so_unless_the_parent_is_elsewhere()
    {
        var waterfall = Waterfall.Of(
        [
            Finished.Span(1, 0, "root", 0, 1),
            Finished.Span(2, 7, "lost", 1, 2),
            Finished.Span(3, 8, "remote", 2, 3, hasRemoteParent: true),
        ]);

        Assert.Equal([false, true, false], waterfall.Rows.Select(row => row.IsOrphan));
        Assert.Equal(
            [false, true, false],
            waterfall.ToString().TrimEnd().Split('\n').Select(line => line.Contains("(parent missing)", StringComparison.Ordinal)));
    }

    [Fact]
    public void Ids_of_other_traces_are_other_ids()
    {
        var rows = Waterfall.Of(
        [
            Finished.Span(1, 0, "one", 0, 9),
            Finished.Span(2, 1, "below one", 1, 2),
            Finished.Span(1, 0, "two", 3, 9, trace: 2),
            Finished.Span(2, 1, "below two", 4, 5, trace: 2),
        ]).Rows;

        Assert.Equal(["one", "below one", "two", "below two"], rows.Select(row => row.Span.Name));
    }

    [Fact]
    public void A_span_given_twice_is_shown_twice()
    {
        var root = Finished.Span(1, 0, "root", 0, 1);

        var waterfall = Waterfall.Of([root, root]);

        Assert.Equal(2, waterfall.ToString().TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void Spans_that_are_each_others_parents_are_shown_all_the_same()
    {
        var rows = Waterfall.Of(
        [
            Finished.Span(1, 0, "root", 0, 9),
            Finished.Span(2, 3, "egg", 1, 2),
            Finished.Span(3, 2, "hen", 2, 3),
            Finished.Span(4, 4, "its own", 3, 4),
        ]).Rows;

        Assert.Equal([("root", 0), ("egg", 0), ("hen", 1), ("its own", 0)], rows.Select(row => (row.Span.Name, row.Depth)));
        Assert.DoesNotContain(rows, row => row.IsOrphan);
    }

    [Fact]
    public void A_name_of_several_lines_takes_one()
    {
        var waterfall = Waterfall.Of([Finished.Span(1, 0, "one\r\n\ttwo\u2028\u0007", 0, 1)]);

        Assert.StartsWith(@"one\r\n\ttwo\u2028\u0007  ", Assert.Single(waterfall.ToString().TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public void No_line_is_wider_than_the_terminal(int columns)
    {
        SpanData[] spans = [.. Finished.Request(), Finished.Span(6, 5, new string('n', 500), 2, 3)];

        var lines = Waterfall.Of(spans).ToString(columns).TrimEnd('\n').Split('\n');

        Assert.Equal(spans.Length, lines.Length);
        Assert.All(lines, line => Assert.Equal(columns, line.Length));
        Assert.Contains(lines, line => line.Contains("nn…", StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_is_no_wider_than_it_needs_to_be()
    {
        var waterfall = Waterfall.Of(Finished.Request());

        Assert.Equal(waterfall.ToString(120), waterfall.ToString(1_000));
        Assert.Equal(waterfall.ToString(60), waterfall.ToString(0));
    }

    [Fact]
    public void Deep_below_there_is_still_room_for_the_name()
    {
        var spans = Enumerable.Range(1, 40).Select(id =>
            Finished.Span((ulong)id, (ulong)id - 1, id == 20 ? "interpreter.walk.expression" : "step", id, 80 - id));

        Snapshot.Matches(Waterfall.Of(spans).ToString(80));
    }

    [Fact]
    public void A_trace_may_be_deeper_than_the_stack()
    {
        const int Depth = 20_000;
        var spans = Enumerable.Range(1, Depth).Select(static id => Finished.Span((ulong)id, (ulong)id - 1, "step", id, id + 1));

        var rows = Waterfall.Of(spans).Rows;

        Assert.Equal(Enumerable.Range(0, Depth), rows.Select(row => row.Depth));
        Assert.Equal(3 * (Depth - 1), rows[^1].Branch.Length);
    }

    [Fact]
    public void An_error_has_a_mark_and_a_bar_of_its_own()
    {
        var lines = Waterfall.Of(Finished.Request()).ToString().TrimEnd('\n').Split('\n');

        var line = Assert.Single(lines, line => line.Contains('✗', StringComparison.Ordinal));
        Assert.Contains('▒', line);
        Assert.DoesNotContain('█', line);
    }

    [Fact]
    public void The_shortest_span_can_be_seen()
    {
        var lines = Waterfall.Of(
        [
            Finished.Span(1, 0, "root", 0, 1_000_000),
            Finished.Span(2, 1, "at the start", 0, 0),
            Finished.Span(3, 1, "at the end", 1_000_000, 1_000_000),
        ]).ToString().TrimEnd('\n').Split('\n');

        Assert.All(lines, line => Assert.Contains('█', line));
        Assert.Single(lines.Select(line => line.Length).Distinct());
    }

    [Fact]
    public void Nothing_is_an_empty_picture()
    {
        Assert.Empty(Waterfall.Of([]).Rows);
        Assert.Equal("", Waterfall.Of([]).ToString());
        Assert.Throws<ArgumentNullException>("spans", () => Waterfall.Of(null!));
    }

    static int Id(SpanData span) => int.Parse(span.Context.SpanId.ToString(), System.Globalization.CultureInfo.InvariantCulture);
}
