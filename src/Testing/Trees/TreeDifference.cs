using System.Text;

namespace Stackbilt.Observability;

/// <summary>Where two trees first differ.</summary>
/// <param name="Expected">What is expected there; null for nothing.</param>
/// <param name="Recorded">What was recorded there; null for nothing.</param>
/// <param name="Parent">The name of the span above; null for none.</param>
sealed record TreeDifference(ExpectedSpan? Expected, RecordedSpan? Recorded, string? Parent)
{
    const string Mark = "→ ";
    const string NoMark = "  ";
    const string Nothing = "  (no spans)\n";

    /// <summary>What differs, then both trees with the place marked, then what was recorded over time.</summary>
    public string Text(List<ExpectedSpan> expected, Waterfall recorded)
    {
        var text = new StringBuilder("The spans are not the expected tree: ").Append(Summary).Append(".\n\nexpected:\n");
        if (expected.Count == 0)
            text.Append(Nothing);

        Write(text, expected, 0);
        text.Append("\nrecorded:\n");
        if (recorded.Rows.Count == 0)
            return text.Append(Nothing).ToString();

        var index = 0;
        foreach (var line in WaterfallText.Outline(recorded.Rows, shown: null))
            text.Append(index++ == Recorded?.Index ? Mark : NoMark).Append(line).Append('\n');

        return text.Append("\nrecorded, over time:\n").Append(recorded).ToString();
    }

    string Summary
    {
        get
        {
            var place = Parent is null ? "at the top" : $"below \"{Parent}\"";
            return (Expected, Recorded) switch
            {
                (null, _) => $"{place}, \"{Recorded!.Parts[0]}\" was not expected",
                (_, null) => $"{place}, \"{Expected.Line}\" is missing",
                _ => $"{place}, \"{Expected.Line}\" was expected and \"{string.Join(' ', Recorded.Parts)}\" was recorded",
            };
        }
    }

    void Write(StringBuilder text, List<ExpectedSpan> spans, int depth)
    {
        foreach (var span in spans)
        {
            text.Append(span == Expected ? Mark : NoMark).Append(' ', depth * 2).Append(span.Line).Append('\n');
            Write(text, span.Children, depth + 1);
        }
    }
}
