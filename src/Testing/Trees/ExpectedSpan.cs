namespace Stackbilt.Observability;

/// <summary>A line of the expected tree.</summary>
/// <param name="line">The name of a span and what is expected of it, without the indentation.</param>
/// <param name="column">How far the line is indented.</param>
sealed class ExpectedSpan(string line, int column)
{
    public string Line => line;

    public int Column => column;

    public List<ExpectedSpan> Children { get; } = [];

    /// <summary>Whether the line starts with the span's name.</summary>
    public bool HasNameOf(RecordedSpan span) => RestAfter(span.Parts[0], line) is not null;

    /// <summary>
    /// Whether each part of the line is true of the span itself, whatever is below it. Compared with the parts that the span
    /// has, and not taken apart: names and values may contain spaces.
    /// </summary>
    public bool Describes(RecordedSpan span)
    {
        // All that may be left of the line, since one part may begin as another one does.
        HashSet<string> rests = RestAfter(span.Parts[0], line) is { } rest ? [rest] : [];
        foreach (var part in span.Parts.Skip(1))
        {
            var after = rests.Select(left => RestAfter(part, left)).OfType<string>().ToList();
            // A lost parent makes another tree, so it has to be expected.
            if (part == SpanLine.ParentMissing)
                rests.Clear();

            rests.UnionWith(after);
        }

        return rests.Contains("");
    }

    /// <summary>What follows a part; null when the text does not start with it.</summary>
    static string? RestAfter(string part, string text) =>
        text == part ? ""
        : text.StartsWith(part, StringComparison.Ordinal) && text[part.Length] == ' ' ? text[part.Length..].TrimStart(' ')
        : null;
}
