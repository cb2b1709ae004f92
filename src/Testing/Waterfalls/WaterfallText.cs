using System.Globalization;
using System.Text;

namespace Stackbilt.Observability;

/// <summary>The words and bars of a waterfall.</summary>
static class WaterfallText
{
    const int BarColumns = 32;
    const int Spacing = 6;
    const int OutlineColumns = 100 * WaterfallRow.LevelColumns;

    public static string Picture(IReadOnlyList<WaterfallRow> rows, int columns)
    {
        var text = new StringBuilder();
        var start = rows.Count == 0 ? 0 : rows.Min(row => row.Span.StartUnixNanoseconds);
        var end = rows.Count == 0 ? 0 : rows.Max(row => row.Span.EndUnixNanoseconds);
        var names = rows.Select(row => SpanLine.OneLine(row.Span.Name) + Marks(row)).ToList();
        var durations = rows.Select(row => Milliseconds(row.Span.Duration)).ToList();
        var longestDuration = durations.Select(duration => duration.Length).DefaultIfEmpty().Max();
        var longestName = names.Select(name => name.Length).DefaultIfEmpty().Max();
        var longest = rows.Zip(names, static (row, name) => row.BranchColumns + name.Length).DefaultIfEmpty().Max();
        var width = Math.Min(longest, columns - longestDuration - BarColumns - Spacing);
        var branchColumns = longest <= width ? longest : width - Math.Min(longestName, width / 2);
        for (var index = 0; index < rows.Count; index++)
        {
            text.Append(Fit(Branch(rows[index], branchColumns) + names[index], width)).Append("  ")
                .Append(durations[index].PadLeft(longestDuration)).Append("  ▏")
                .Append(Bar(rows[index].Span, start, end)).Append("▕\n");
        }

        return text.ToString();
    }

    /// <summary>Each span as a line without its end.</summary>
    public static IEnumerable<string> Outline(IReadOnlyList<WaterfallRow> rows, Func<SpanAttribute, bool>? shown) =>
        rows.Select(row => Branch(row, OutlineColumns) + SpanLine.Of(row, shown));

    /// <summary>A span's share of the whole as a bar of block characters, at least one wide.</summary>
    static string Bar(SpanData span, long start, long end)
    {
        var whole = Math.Max(end - start, 1);
        var from = (int)((span.StartUnixNanoseconds - start) * BarColumns / whole);
        var to = (int)Math.Ceiling((span.EndUnixNanoseconds - start) * (double)BarColumns / whole);
        from = Math.Clamp(from, 0, BarColumns - 1);
        to = Math.Clamp(to, from + 1, BarColumns);
        var fill = span.Status == SpanStatus.Error ? '▒' : '█';
        return new string(' ', from) + new string(fill, to - from) + new string(' ', BarColumns - to);
    }

    static string Marks(WaterfallRow row) =>
        (row.Span.Status == SpanStatus.Error ? " ✗" : "") + (row.IsOrphan ? " " + SpanLine.ParentMissing : "");

    /// <summary>The lines that lead to a span; only the last of them, after its depth, where they would leave no room for names.</summary>
    static string Branch(WaterfallRow row, int columns)
    {
        if (row.BranchColumns <= columns)
            return row.Branch;

        var depth = string.Create(CultureInfo.InvariantCulture, $"{row.Depth}…");
        var depthLevels = (depth.Length + WaterfallRow.LevelColumns - 1) / WaterfallRow.LevelColumns;
        var levels = Math.Max((columns / WaterfallRow.LevelColumns) - depthLevels, 0);
        return depth.PadRight(depthLevels * WaterfallRow.LevelColumns) + row.LastOfBranch(levels);
    }

    static string Fit(string label, int width) =>
        label.Length <= width ? label.PadRight(width) : string.Concat(label.AsSpan(0, width - 1), "…");

    static string Milliseconds(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds,9:0.00} ms");
}
