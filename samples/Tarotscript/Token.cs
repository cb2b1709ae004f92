namespace Tarotscript;

/// <summary>A word, number, text or sign of the script, and where it starts.</summary>
internal sealed record Token(TokenKind Kind, string Text, Place Place)
{
    public bool Is(string word) => Kind is TokenKind.Keyword or TokenKind.Symbol && Text == word;

    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end of the script",
        TokenKind.Text => $"the text \"{Text}\"",
        _ => $"'{Text}'",
    };
}

internal enum TokenKind
{
    Keyword,
    Name,
    Number,
    Text,
    Symbol,
    End,
}

/// <summary>A place in the script; the first line and the first column are 1.</summary>
internal readonly record struct Place(int Line, int Column);
