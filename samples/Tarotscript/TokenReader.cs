namespace Tarotscript;

/// <summary>Walks over the tokens of a script, and complains where they are not as expected.</summary>
internal sealed class TokenReader(IReadOnlyList<Token> tokens)
{
    private int _at;

    public Token Next => tokens[_at];

    public Token Take(TokenKind kind, string expected)
    {
        if (Next.Kind != kind)
            throw Expected(expected);

        return Take();
    }

    public bool TryTake(string word)
    {
        if (!Next.Is(word))
            return false;

        Take();
        return true;
    }

    public void Expect(string word) => Expect(word, $"'{word}'");

    public void Expect(string word, string expected)
    {
        if (!TryTake(word))
            throw Expected(expected);
    }

    public void ExpectEnd()
    {
        if (Next.Kind is not TokenKind.End)
            throw Expected("the end of the script");
    }

    public ScriptException Expected(string what) => new(Next.Place, $"expected {what}, found {Next}");

    private Token Take() => tokens[_at++];
}
