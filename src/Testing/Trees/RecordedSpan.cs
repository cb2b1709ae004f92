namespace Stackbilt.Observability;

/// <summary>A span that was recorded, with those below it.</summary>
/// <param name="row">The span.</param>
/// <param name="index">Its place among all rows.</param>
sealed class RecordedSpan(WaterfallRow row, int index)
{
    /// <summary>The name, then what else there is to know.</summary>
    public IReadOnlyList<string> Parts { get; } = [.. SpanLine.Parts(row, shown: null)];

    public int Index => index;

    public List<RecordedSpan> Children { get; } = [];

    /// <summary>The spans without a parent, each with those below it.</summary>
    public static List<RecordedSpan> Roots(Waterfall waterfall)
    {
        List<RecordedSpan> roots = [];
        var above = new Stack<RecordedSpan>();
        for (var index = 0; index < waterfall.Rows.Count; index++)
        {
            var row = waterfall.Rows[index];
            while (above.Count > row.Depth)
                above.Pop();

            var span = new RecordedSpan(row, index);
            (above.TryPeek(out var parent) ? parent.Children : roots).Add(span);
            above.Push(span);
        }

        return roots;
    }
}
