using System.Text;

namespace Tarotscript;

/// <summary>Cuts a script into its words, numbers, texts and signs.</summary>
internal sealed class Lexer(string script)
{
    private const string Symbols = "{}(),:=";

    private static readonly HashSet<string> Keywords =
    [
        "deck", "seed", "let", "draw", "upright", "reversed", "spread",
        "interpret", "as", "combine", "if", "then", "else",
    ];

    private int _at;
    private int _line = 1;
    private int _lineStart;

    private Place Here => new(_line, _at - _lineStart + 1);

    public IReadOnlyList<Token> ReadAll()
    {
        var tokens = new List<Token>();
        do
            tokens.Add(ReadToken());
        while (tokens[^1].Kind is not TokenKind.End);
        return tokens;
    }

    private Token ReadToken()
    {
        SkipBlanksAndComments();

        if (_at == script.Length)
            return Take(TokenKind.End, length: 0);

        return script[_at] switch
        {
            '"' => ReadText(),
            var first when Symbols.Contains(first) => Take(TokenKind.Symbol, length: 1),
            var first when char.IsAsciiDigit(first) => Take(TokenKind.Number, LengthWhile(char.IsAsciiDigit)),
            var first when char.IsLetter(first) => ReadWord(),
            _ => throw UnexpectedCharacter(),
        };
    }

    private void SkipBlanksAndComments()
    {
        while (_at < script.Length)
        {
            if (script[_at] == '\n')
            {
                _at++;
                _line++;
                _lineStart = _at;
            }
            else if (char.IsWhiteSpace(script[_at]))
            {
                _at++;
            }
            else if (script[_at] == '#')
            {
                _at += LengthWhile(IsInsideLine);
            }
            else
            {
                return;
            }
        }
    }

    private Token ReadWord()
    {
        var word = Take(TokenKind.Name, LengthWhile(IsPartOfWord));
        return Keywords.Contains(word.Text) ? word with { Kind = TokenKind.Keyword } : word;
    }

    private Token ReadText()
    {
        var start = Here;
        _at++;
        var text = Take(TokenKind.Text, LengthWhile(c => c != '"' && IsInsideLine(c)));

        if (_at == script.Length || script[_at] != '"')
            throw new ScriptException(start, "this text is never closed, it needs a '\"' on the same line");

        _at++;
        return text with { Place = start };
    }

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, script.Substring(_at, length), Here);
        _at += length;
        return token;
    }

    private int LengthWhile(Func<char, bool> belongs)
    {
        var end = _at;
        while (end < script.Length && belongs(script[end]))
            end++;
        return end - _at;
    }

    private ScriptException UnexpectedCharacter()
    {
        Rune.DecodeFromUtf16(script.AsSpan(_at), out var character, out _);
        return new ScriptException(Here, $"unexpected character '{character}'");
    }

    private static bool IsInsideLine(char c) => c is not ('\n' or '\r');

    private static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}
