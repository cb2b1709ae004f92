using Tarotscript;

namespace Oracle.Tests;

public class ScriptErrorTests
{
    private const string Start = "deck major\nseed 1\nlet a = draw\n";

    [Theory]
    [InlineData("", 1, 1, "the script is empty")]
    [InlineData("  # only a comment\n\n", 3, 1, "the script is empty")]
    [InlineData("seed 1", 1, 1, "expected 'deck', found 'seed'")]
    [InlineData("deck minor", 1, 6, "there is no deck 'minor', only 'major'")]
    [InlineData("deck major\nlet", 2, 1, "expected 'seed', found 'let'")]
    [InlineData("deck major\r\nseed x", 2, 6, "expected a whole number, found 'x'")]
    [InlineData("deck major\nseed 18446744073709551616", 2, 6,
        "this seed is too large, the largest is 18446744073709551615")]
    [InlineData("deck major\nseed 1\n", 3, 1, "expected 'let', found the end of the script")]
    [InlineData("deck major\nseed 1\nlet draw = draw", 3, 5, "expected a name for the card, found 'draw'")]
    [InlineData("deck major\nseed 1\nlet a draw", 3, 7, "expected '=', found 'draw'")]
    [InlineData("deck % major", 1, 6, "unexpected character '%'")]
    [InlineData("deck \U0001F52E", 1, 6, "unexpected character '\U0001F52E'")]
    public void The_lines_before_the_spread(string script, int line, int column, string problem) =>
        AssertFails(script, line, column, problem);

    [Theory]
    [InlineData("let a = draw", 4, 5, "there already is a card 'a'")]
    [InlineData("let b = a", 4, 9, "expected 'draw', found 'a'")]
    [InlineData("let b = draw sideways", 4, 14, "expected 'let' or 'spread', found 'sideways'")]
    [InlineData("spread {", 4, 8, "expected the title of the spread, found '{'")]
    [InlineData("spread \"x", 4, 8, "this text is never closed, it needs a '\"' on the same line")]
    [InlineData("spread \"x\n\" { }", 4, 8, "this text is never closed, it needs a '\"' on the same line")]
    [InlineData("spread \"x\" \"y\"", 4, 12, "expected '{', found the text \"y\"")]
    [InlineData("spread \"x\" { }", 4, 14, "expected the name of an entry, found '}'")]
    [InlineData("spread \"x\" { p: \"y\"", 4, 20, "expected the name of an entry, found the end of the script")]
    [InlineData("spread \"x\" { p: \"y\" p: \"z\" }", 4, 21, "the spread already has an entry 'p'")]
    [InlineData("spread \"x\" { p: \"y\" } spread", 4, 23, "expected the end of the script, found 'spread'")]
    public void The_draws_and_the_spread(string rest, int line, int column, string problem) =>
        AssertFails(Start + rest, line, column, problem);

    [Theory]
    [InlineData("p \"y\"", 3, "expected ':', found the text \"y\"")]
    [InlineData("p: }", 4, "expected 'interpret', 'combine', 'if' or a text, found '}'")]
    [InlineData("p: interpret }", 14, "expected a card, found '}'")]
    [InlineData("p: interpret b as \"y\"", 14, "there is no card 'b', only a")]
    [InlineData("p: interpret a \"y\"", 16, "expected 'as', found the text \"y\"")]
    [InlineData("p: interpret a as b", 19, "expected what the card stands for, a text, found 'b'")]
    [InlineData("p: interpret reversed a as \"y\"", 23, "expected '(', found 'a'")]
    [InlineData("p: interpret reversed(a as \"y\"", 25, "expected ')', found 'as'")]
    [InlineData("p: combine \"y\"", 12, "expected '(', found the text \"y\"")]
    [InlineData("p: combine()", 12, "expected 'interpret', 'combine', 'if' or a text, found ')'")]
    [InlineData("p: combine(\"y\" \"z\")", 16, "expected ',' or ')', found the text \"z\"")]
    [InlineData("p: if reversed(a)", 7, "expected 'upright', found 'reversed'")]
    [InlineData("p: if upright(a) \"y\"", 18, "expected 'then', found the text \"y\"")]
    [InlineData("p: if upright(a) then \"y\" }", 27, "expected 'else', found '}'")]
    public void The_expressions(string entry, int column, string problem) =>
        AssertFails(Start + "spread \"x\" {\n" + entry, line: 5, column, problem);

    [Fact]
    public void A_deck_has_no_twenty_third_card()
    {
        var draws = string.Concat(Enumerable.Range(1, 23).Select(card => $"let card{card} = draw\n"));

        AssertFails("deck major\nseed 1\n" + draws, line: 25, column: 14, "the deck has only 22 cards");
    }

    [Fact]
    public void Expressions_nest_thirty_two_deep_and_no_deeper()
    {
        static string Nested(int depth) =>
            string.Concat(Enumerable.Repeat("combine(", depth - 1)) + "\"y\"" + new string(')', depth - 1);

        Assert.Equal(32, Script.Parse(Start + "spread \"x\" {\np:" + Nested(32) + "}").Depth);
        AssertFails(Start + "spread \"x\" {\np:" + Nested(33) + "}",
            line: 5, column: 3 + 32 * "combine(".Length, "expressions nest at most 32 deep");
    }

    private static void AssertFails(string script, int line, int column, string problem)
    {
        var error = Assert.Throws<ScriptException>(() => Script.Parse(script));

        Assert.Equal($"line {line}, column {column}: {problem}", error.Message);
        Assert.Equal((line, column), (error.Line, error.Column));
    }
}
