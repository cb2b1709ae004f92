namespace Tarotscript;

/// <summary>A script that has been read and found in order.</summary>
public sealed class Script
{
    internal Script(string title, ulong seed, IReadOnlyList<Draw> draws, IReadOnlyList<Entry> entries)
    {
        Title = title;
        Seed = seed;
        Draws = draws;
        Entries = entries;
    }

    /// <summary>The title of the spread.</summary>
    public string Title { get; }

    /// <summary>How many cards the script draws.</summary>
    public int DrawCount => Draws.Count;

    /// <summary>
    /// How many questions a reading asks the oracle. Of an <c>if</c>, only the branch with more questions counts.
    /// </summary>
    public int QuestionCount => Entries.Sum(entry => entry.Expression.Questions);

    /// <summary>How many expressions stand inside one another, at the deepest place of the script.</summary>
    public int Depth => Entries.Max(entry => entry.Expression.Depth);

    internal ulong Seed { get; }

    internal IReadOnlyList<Draw> Draws { get; }

    internal IReadOnlyList<Entry> Entries { get; }

    /// <summary>Reads a script.</summary>
    /// <exception cref="ScriptException">The script is not in order.</exception>
    public static Script Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new Lexer(text).ReadAll();
        return new ScriptParser(new TokenReader(tokens)).Parse();
    }

    /// <summary>
    /// Tells what kind of reading the script is: <c>single-card</c>, <c>spread</c>, or <c>deep-reading</c>
    /// for one of many cards or of deeply nested expressions.
    /// </summary>
    public string Classify() => this switch
    {
        { DrawCount: >= 7 } or { Depth: >= 3 } => "deep-reading",
        { DrawCount: 1 } => "single-card",
        _ => "spread",
    };
}
