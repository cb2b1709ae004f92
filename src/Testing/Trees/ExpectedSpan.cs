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
        var rest = RestAfter(span.Parts[0], line);
        foreach (var part in span.Parts.Skip(1))
        {
            if (rest is null)
                return false;

            // A lost parent makes another tree, so it has to be expected.
            rest = RestAfter(part, rest) ?? (part == SpanLine.ParentMissing ? null : rest);
        }

        return rest is "";
    }

    /// <summary>What follows a part; null when the text does not start with it.</summary>
    static string? RestAfter(string part, string text) =>
        text == part ? ""
        : text.StartsWith(part, StringComparison.Ordinal) && text[part.Length] == ' ' ? text[part.Length..].TrimStart(' ')
        : null;
}
