namespace Stackbilt.Observability.Tests.Trees;

/// <summary>What a failed test shows.</summary>
public class DifferenceTests
{
    static readonly SpanData[] Request = Finished.Request();

    [Fact]
    public void Missing() => Snapshot.Matches(MessageFor(
        """
        POST /run
          scaffold.classify
          tarotscript.interpret
            oracle.inference
            oracle.inference
            oracle.inference
        """));

    [Fact]
    public void Not_expected() => Snapshot.Matches(MessageFor(
        """
        POST /run
          scaffold.classify
          tarotscript.interpret
            oracle.inference oracle.provider=b
        """));

    [Fact]
    public void Another_one() => Snapshot.Matches(MessageFor(
        """
        POST /run
          scaffold.classify
          tarotscript.interpret
            oracle.inference oracle.provider=a
            oracle.inference oracle.provider=c
        """));

    [Fact]
    public void At_the_top_where_nothing_was_recorded() => Snapshot.Matches(MessageOf([], "request"));

    [Fact]
    public void At_the_top_where_nothing_was_expected() => Snapshot.Matches(MessageFor(""));

    static string MessageFor(string expected) => MessageOf(Request, expected);

    static string MessageOf(SpanData[] spans, string expected) =>
        Assert.Throws<SpanTreeException>(() => spans.ShouldHaveTree(expected)).Message;
}
