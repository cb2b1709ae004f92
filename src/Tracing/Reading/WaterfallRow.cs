namespace Stackbilt.Observability;

/// <summary>One span of a <see cref="Waterfall"/>, with its place in the picture.</summary>
/// <remarks>Unchanging; safe from any thread.</remarks>
/// <param name="Span">The span.</param>
/// <param name="Depth">0 for a root, 1 for its children, and so on.</param>
/// <param name="Branch">The lines that lead to it, such as <c>│  └─ </c>; empty for a root.</param>
/// <param name="IsOrphan">
/// True where its parent, though in this process, is not among the spans: it has not finished, or was lost.
/// </param>
public sealed record WaterfallRow(SpanData Span, int Depth, string Branch, bool IsOrphan);
