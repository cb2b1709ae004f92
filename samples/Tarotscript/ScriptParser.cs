using System.Globalization;

namespace Tarotscript;

/// <summary>Reads the lines of a script: its deck, its seed, its draws and its spread.</summary>
internal sealed class ScriptParser(TokenReader tokens)
{
    private readonly List<Draw> _draws = [];
    private readonly List<Entry> _entries = [];

    public Script Parse()
    {
        if (tokens.Next.Kind is TokenKind.End)
            throw new ScriptException(tokens.Next.Place, "the script is empty");

        ParseDeck();
        var seed = ParseSeed();
        ParseDraws();
        var title = ParseSpread();
        tokens.ExpectEnd();

        return new Script(title, seed, _draws, _entries);
    }

    private void ParseDeck()
    {
        tokens.Expect("deck");
        var deck = tokens.Take(TokenKind.Name, "the name of a deck");
        if (deck.Text != "major")
            throw new ScriptException(deck.Place, $"there is no deck '{deck.Text}', only 'major'");
    }

    private ulong ParseSeed()
    {
        tokens.Expect("seed");
        var number = tokens.Take(TokenKind.Number, "a whole number");
        if (!ulong.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            throw new ScriptException(number.Place, $"this seed is too large, the largest is {ulong.MaxValue}");

        return seed;
    }

    private void ParseDraws()
    {
        do
            ParseDraw();
        while (tokens.Next.Is("let"));
    }

    private void ParseDraw()
    {
        tokens.Expect("let");
        var name = tokens.Take(TokenKind.Name, "a name for the card");
        if (_draws.Any(draw => draw.Name == name.Text))
            throw new ScriptException(name.Place, $"there already is a card '{name.Text}'");

        tokens.Expect("=");
        var drawPlace = tokens.Next.Place;
        tokens.Expect("draw");
        if (_draws.Count == MajorArcana.Cards.Count)
            throw new ScriptException(drawPlace, $"the deck has only {MajorArcana.Cards.Count} cards");

        _draws.Add(new Draw(name.Text, ParseFacing()));
    }

    private Facing ParseFacing() =>
        tokens.TryTake("upright") ? Facing.Upright
        : tokens.TryTake("reversed") ? Facing.Reversed
        : Facing.ByChance;

    private string ParseSpread()
    {
        tokens.Expect("spread", "'let' or 'spread'");
        var title = tokens.Take(TokenKind.Text, "the title of the spread");
        var expressions = new ExpressionParser(tokens, [.. _draws.Select(draw => draw.Name)]);

        tokens.Expect("{");
        do
            ParseEntry(expressions);
        while (!tokens.TryTake("}"));

        return title.Text;
    }

    private void ParseEntry(ExpressionParser expressions)
    {
        var name = tokens.Take(TokenKind.Name, "the name of an entry");
        if (_entries.Any(entry => entry.Name == name.Text))
            throw new ScriptException(name.Place, $"the spread already has an entry '{name.Text}'");

        tokens.Expect(":");
        _entries.Add(new Entry(name.Text, expressions.Parse()));
    }
}
