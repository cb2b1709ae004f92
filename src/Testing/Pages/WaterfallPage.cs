using System.Text;

namespace Stackbilt.Observability;

/// <summary>
/// Finished spans as a page for a browser: a waterfall for each trace, with attributes, events, errors and links. The page is one
/// file without a script, and it loads nothing from anywhere.
/// </summary>
/// <remarks>Safe from any thread. For reading, not for hot paths: the whole page is made in memory.</remarks>
public static class WaterfallPage
{
    /// <summary>The page as text.</summary>
    /// <param name="spans">The spans, of one trace or several, in any order; not null. None make a page that says so.</param>
    /// <param name="title">The title of the page; null for "Traces".</param>
    /// <returns>HTML; what comes from the spans is encoded.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="spans"/> is null.</exception>
    public static string Of(IEnumerable<SpanData> spans, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(spans);
        var traces = ShownTrace.Of(spans);
        var html = PageFrame.Begin(title ?? "Traces", isFile: true).Add($"</header>\n<main>\n");
        PageFrame.AddTraces(html, traces, traces.Select(static trace => trace.Id).ToHashSet());
        return html.Add($"</main>\n</body>\n</html>\n").ToString();
    }

    /// <summary>Writes the page to a file. A file that is there already is replaced.</summary>
    /// <param name="spans">The spans, of one trace or several, in any order; not null.</param>
    /// <param name="path">The file; not null, empty or blank. Its folder has to exist.</param>
    /// <param name="title">The title of the page; null for "Traces".</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="spans"/> or <paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(IEnumerable<SpanData> spans, string path, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(spans);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        File.WriteAllText(path, Of(spans, title), Encoding.UTF8);
    }
}
