namespace Tarotscript;

/// <summary>Reads what stands after the colon of an entry.</summary>
internal sealed class ExpressionParser(TokenReader tokens, IReadOnlyList<string> cards)
{
    // Scripts come from strangers: without a limit a long row of "combine(" would exhaust the stack.
    private const int DeepestNesting = 32;

    private int _nesting;

    public Expression Parse()
    {
        if (_nesting == DeepestNesting)
            throw new ScriptException(tokens.Next.Place, $"expressions nest at most {DeepestNesting} deep");

        _nesting++;
        var expression = ParseNested();
        _nesting--;
        return expression;
    }

    private Expression ParseNested()
    {
        if (tokens.TryTake("interpret"))
            return ParseInterpretation();
        if (tokens.TryTake("combine"))
            return ParseCombination();
        if (tokens.TryTake("if"))
            return ParseChoice();

        return new Saying(tokens.Take(TokenKind.Text, "'interpret', 'combine', 'if' or a text").Text);
    }

    private Interpretation ParseInterpretation()
    {
        var card = ParseCard();
        tokens.Expect("as");
        return new Interpretation(card, tokens.Take(TokenKind.Text, "what the card stands for, a text").Text);
    }

    private Combination ParseCombination()
    {
        var parts = new List<Expression>();
        tokens.Expect("(");
        do
            parts.Add(Parse());
        while (tokens.TryTake(","));
        tokens.Expect(")", "',' or ')'");
        return new Combination(parts);
    }

    private Choice ParseChoice()
    {
        tokens.Expect("upright");
        tokens.Expect("(");
        var card = ParseCard();
        tokens.Expect(")");
        tokens.Expect("then");
        var whenUpright = Parse();
        tokens.Expect("else");
        return new Choice(card, whenUpright, Parse());
    }

    private CardReference ParseCard()
    {
        var turns = 0;
        while (tokens.TryTake("reversed"))
        {
            tokens.Expect("(");
            turns++;
        }

        var name = tokens.Take(TokenKind.Name, "a card");
        if (!cards.Contains(name.Text))
            throw new ScriptException(name.Place, $"there is no card '{name.Text}', only {string.Join(", ", cards)}");

        for (var open = turns; open > 0; open--)
            tokens.Expect(")");

        return new CardReference(name.Text, TurnedOver: turns % 2 == 1);
    }
}
