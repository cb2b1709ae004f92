namespace Stackbilt.Observability;

/// <summary>
/// Finished spans as a tree over time, in text: for a terminal, a failing test's message, a snapshot.
/// </summary>
/// <remarks>Unchanging once made; safe from any thread. For reading, not for hot paths.</remarks>
public sealed class Waterfall
{
    Waterfall(IReadOnlyList<WaterfallRow> rows) => Rows = rows;

    /// <summary>The spans, parents before children, siblings in the order of their starts.</summary>
    public IReadOnlyList<WaterfallRow> Rows { get; }

    /// <summary>Puts spans in their places. A span whose parent is not among them stands as a root. Each is shown once.</summary>
    /// <param name="spans">The spans, of one trace or several, in any order; not null.</param>
    /// <returns>The waterfall.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="spans"/> is null.</exception>
    public static Waterfall Of(IEnumerable<SpanData> spans)
    {
        ArgumentNullException.ThrowIfNull(spans);
        return Of([.. spans.OrderBy(static span => span.StartUnixNanoseconds)]);
    }

    /// <summary>
    /// The tree without anything that differs from run to run: no ids, no times, and siblings in the order of their names and
    /// attributes. What snapshots hold. From 100 levels on, a span's depth and the last of the lines that lead to it stand for all.
    /// </summary>
    /// <param name="spans">The spans, in any order; not null.</param>
    /// <param name="shown">Which attributes to show; null for all.</param>
    /// <returns>Lines that end in <c>\n</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="spans"/> is null.</exception>
    public static string Outline(IEnumerable<SpanData> spans, Func<SpanAttribute, bool>? shown = null)
    {
        ArgumentNullException.ThrowIfNull(spans);
        var ordered = spans.OrderBy(span => SpanLine.Of(span, shown), StringComparer.Ordinal);
        return string.Concat(WaterfallText.Outline(Of([.. ordered]).Rows, shown).Select(static line => line + "\n"));
    }

    /// <summary>The picture for a terminal of 100 columns, with a bar for each span; lines end in <c>\n</c>.</summary>
    public override string ToString() => ToString(100);

    /// <summary>
    /// The picture for a terminal of a given width, with a bar for each span. Names that are too long are cut; where the lines
    /// that lead to a span would leave no room for its name, its depth and the last of them stand for all.
    /// </summary>
    /// <param name="columns">How many columns there are; below 60 counts as 60.</param>
    /// <returns>Lines that end in <c>\n</c>.</returns>
    public string ToString(int columns) => WaterfallText.Picture(Rows, Math.Max(columns, 60));

    /// <param name="all">In the order in which siblings are shown.</param>
    static Waterfall Of(List<SpanData> all)
    {
        var ids = all.Select(Id).ToHashSet();
        var children = Enumerable.Range(0, all.Count).ToLookup(index => ParentId(all[index]));
        var isPlaced = new bool[all.Count];
        var rows = new List<WaterfallRow>(all.Count);
        for (var index = 0; index < all.Count; index++)
        {
            if (!ids.Contains(ParentId(all[index])))
                AddRoot(index, isOrphan: all[index].ParentSpanId.IsValid && !all[index].HasRemoteParent);
        }

        // What is left are spans that are each other's parents, which ids from elsewhere can make them.
        for (var index = 0; index < all.Count; index++)
        {
            if (!isPlaced[index])
                AddRoot(index, isOrphan: false);
        }

        return new Waterfall(rows);

        // Without recursion: a trace may be deeper than the stack.
        void AddRoot(int index, bool isOrphan)
        {
            isPlaced[index] = true;
            var pending = new Stack<WaterfallRow>([new WaterfallRow(all[index], parent: null, isLast: true, isOrphan)]);
            while (pending.TryPop(out var row))
            {
                rows.Add(row);
                var siblings = children[Id(row.Span)].Where(child => !isPlaced[child]).ToList();
                for (var place = siblings.Count - 1; place >= 0; place--)
                {
                    isPlaced[siblings[place]] = true;
                    pending.Push(new WaterfallRow(all[siblings[place]], row, isLast: place == siblings.Count - 1));
                }
            }
        }
    }

    static (TraceId, SpanId) ParentId(SpanData span) => (span.Context.TraceId, span.ParentSpanId);

    static (TraceId, SpanId) Id(SpanData span) => (span.Context.TraceId, span.Context.SpanId);
}
