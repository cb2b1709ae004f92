namespace Stackbilt.Observability;

/// <summary>One span of a <see cref="Waterfall"/>, with its place in the picture.</summary>
/// <remarks>Unchanging; safe from any thread.</remarks>
public sealed class WaterfallRow
{
    internal const int LevelColumns = 3;

    readonly WaterfallRow? _parent;
    readonly bool _isLast;

    internal WaterfallRow(SpanData span, WaterfallRow? parent, bool isLast, bool isOrphan = false)
    {
        Span = span;
        _parent = parent;
        _isLast = isLast;
        Depth = parent is null ? 0 : parent.Depth + 1;
        IsOrphan = isOrphan;
    }

    /// <summary>The span.</summary>
    public SpanData Span { get; }

    /// <summary>0 for a root, 1 for its children, and so on.</summary>
    public int Depth { get; }

    /// <summary>True where its parent, though in this process, is not among the spans: it has not finished, or was lost.</summary>
    public bool IsOrphan { get; }

    internal int BranchColumns => Depth * LevelColumns;

    /// <summary>The lines that lead to it, such as <c>│  └─ </c>, three columns for each depth; empty for a root.</summary>
    /// <remarks>Drawn when it is read: in a deep trace it is long.</remarks>
    public string Branch => LastOfBranch(Depth);

    /// <summary>The last of the lines that lead to it.</summary>
    internal string LastOfBranch(int levels) => string.Create(levels * LevelColumns, this, static (columns, row) =>
    {
        var first = row.Depth - (columns.Length / LevelColumns);
        for (var level = row; level is not null && level.Depth > first; level = level._parent)
        {
            var line = (level == row, level._isLast) switch
            {
                (true, true) => "└─ ",
                (true, false) => "├─ ",
                (false, true) => "   ",
                (false, false) => "│  ",
            };
            line.CopyTo(columns[((level.Depth - 1 - first) * LevelColumns)..]);
        }
    });
}
