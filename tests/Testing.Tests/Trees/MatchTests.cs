namespace Stackbilt.Observability.Tests.Trees;

/// <summary>What is taken for the expected tree, and what is not.</summary>
public class MatchTests
{
    static readonly SpanData[] Request = Finished.Request();

    static readonly SpanData AFailedCall = Finished.Span(
        3, 0, "oracle.inference", 20, 60, SpanStatus.Error, description: "no answer", kind: SpanKind.Client,
        attributes: [("oracle.provider", "a")], events: [new("exception", 0, [])]);

    [Fact]
    public void Names_and_indentation_are_enough() => Request.ShouldHaveTree(
        """
        POST /run
          scaffold.classify
          tarotscript.interpret
            oracle.inference
            oracle.inference
        """);

    [Fact]
    public void The_order_of_siblings_does_not_count() => Request.ShouldHaveTree(
        """
        POST /run
          tarotscript.interpret
            oracle.inference oracle.provider=b
            oracle.inference oracle.provider=a

          scaffold.classify
        """);

    [Theory]
    [InlineData("oracle.inference", "oracle.inference oracle.provider=a")]
    [InlineData("oracle.inference oracle.provider=a", "oracle.inference")]
    [InlineData("oracle.inference", "oracle.inference oracle.provider=b")]
    public void A_line_that_says_less_leaves_the_span_that_another_needs(string first, string second) =>
        Request.ShouldHaveTree($"POST /run\n scaffold.classify\n tarotscript.interpret\n  {first}\n  {second}");

    [Fact]
    public void The_outline_of_the_spans_is_their_tree() => Request.ShouldHaveTree(Waterfall.Outline(Request));

    [Theory]
    [InlineData("oracle.inference [Client] Error \"no answer\" oracle.provider=a !exception", true)]
    [InlineData("oracle.inference Error", true)]
    [InlineData("oracle.inference !exception", true)]
    [InlineData("oracle.inference  [Client]  oracle.provider=a", true)]
    [InlineData("oracle.inference [Server]", false)]
    [InlineData("oracle.inference oracle.provider=ab", false)]
    [InlineData("oracle.inference oracle.provider=", false)]
    [InlineData("oracle.inference Error Error", false)]
    [InlineData("oracle.inference Error [Client]", false)]
    [InlineData("oracle", false)]
    [InlineData("oracle.inferences", false)]
    public void What_a_line_says_has_to_be_so(string line, bool isSo) => AssertIs(isSo, [AFailedCall], line);

    /// <summary>One event begins as the other one is named.</summary>
    [Theory]
    [InlineData("a !cache !cache miss", true)]
    [InlineData("a !cache miss", true)]
    [InlineData("a !cache", true)]
    [InlineData("a !cache miss !cache", false)]
    [InlineData("a !cache !cache", false)]
    public void A_part_that_begins_as_another_one_is_told_from_it(string line, bool isSo) =>
        AssertIs(isSo, [Finished.Span(1, 0, "a", 0, 9, events: [new("cache", 0, []), new("cache miss", 0, [])])], line);

    [Theory]
    [InlineData("a\n  b\n  c", true)]
    [InlineData("a\n  b\n    c", false)]
    [InlineData("a\n  b", false)]
    [InlineData("a\n  b\n  c\n  c", false)]
    [InlineData("a\n  b\n  c\nd", false)]
    [InlineData("a\nb\nc", false)]
    [InlineData("", false)]
    public void Neither_more_nor_less_nor_elsewhere(string expected, bool isTree) => AssertIs(
        isTree,
        [Finished.Span(1, 0, "a", 0, 9), Finished.Span(2, 1, "b", 1, 2), Finished.Span(3, 1, "c", 2, 3)],
        expected);

    [Theory]
    [InlineData("", true)]
    [InlineData(" \n\n", true)]
    [InlineData("a", false)]
    public void No_text_expects_no_span(string expected, bool isTree) => AssertIs(isTree, [], expected);

    [Theory]
    [InlineData("lost", false)]
    [InlineData("lost (parent missing)", true)]
    [InlineData("lost [Internal] (parent missing)", true)]
    public void A_lost_parent_has_to_be_expected(string expected, bool isTree) => AssertIs(isTree, [Finished.Span(2, 7, "lost", 1, 2)], expected);

    [Fact]
    public void Spaces_in_names_and_values_are_nothing_special() =>
        new[] { Finished.Span(1, 0, "GET /a b", 0, 1, attributes: [("text", "one two=2 [Server]"), ("other", 1)]) }
            .ShouldHaveTree("GET /a b text=one two=2 [Server] other=1");

    [Theory]
    [InlineData("a\n    b\n  c")]
    [InlineData("  a\nb")]
    public void Indentation_that_is_no_tree_is_refused(string expected) =>
        Assert.Throws<ArgumentException>(nameof(expected), () => Request.ShouldHaveTree(expected));

    [Fact]
    public void Line_ends_of_another_system_are_line_ends() =>
        new[] { Finished.Span(1, 0, "a", 0, 9), Finished.Span(2, 1, "b", 1, 2) }.ShouldHaveTree("a\r\n  b\r\n");

    [Fact]
    public void Null_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("spans", () => ((IEnumerable<SpanData>)null!).ShouldHaveTree(""));
        Assert.Throws<ArgumentNullException>("recorder", () => ((SpanRecorder)null!).ShouldHaveTree(""));
        Assert.Throws<ArgumentNullException>("expected", () => Request.ShouldHaveTree(null!));
    }

    static void AssertIs(bool isTree, SpanData[] spans, string expected)
    {
        var failure = Record.Exception(() => spans.ShouldHaveTree(expected));

        Assert.Equal(isTree ? null : typeof(SpanTreeException), failure?.GetType());
    }
}
