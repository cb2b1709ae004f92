namespace Stackbilt.Observability;

/// <summary>One trace of a page: a heading, and a row with a bar for each span.</summary>
static class TraceSection
{
    const int DeepestIndent = 12;

    /// <summary>Adds it. Each span is a row that opens; keyboard and screen reader know that without a script.</summary>
    /// <param name="html">The page.</param>
    /// <param name="trace">The trace; one without spans is left out.</param>
    /// <param name="shown">The traces that are on the page: only these are linked to.</param>
    public static void Add(HtmlText html, ShownTrace trace, IReadOnlySet<TraceId> shown)
    {
        var rows = Waterfall.Of(trace.Spans).Rows;
        if (rows.Count == 0)
            return;

        var scale = new TimeScale(trace.Spans);
        html.Add($"<article><details class=\"trace\" id=\"t-{trace.Id}\" open=\"\"><summary>");
        AddHeading(html, trace, rows, scale);
        html.Add($"</summary>\n<ol>\n");
        foreach (var row in rows)
            AddRow(html, row, trace, scale, shown);

        html.Add($"</ol>\n");
        if (trace.LeftOut > 0)
            html.Add($"<p>{trace.LeftOut} more span(s) of this trace are not kept.</p>\n");

        html.Add($"</details></article>\n");
    }

    static void AddHeading(HtmlText html, ShownTrace trace, IReadOnlyList<WaterfallRow> rows, TimeScale scale)
    {
        var first = rows[0].Span;
        html.Add($"<h2>{first.Name}</h2>");
        foreach (var attribute in first.Attributes)
        {
            if (attribute.Key is "url.path" or "http.response.status_code")
                html.Add($" <span class=\"fact\">{SpanMore.Text(attribute)}</span>");
        }

        var (clock, machine) = TimeScale.Moment(scale.Start);
        html.Add($" <span class=\"fact\">{scale.Duration}</span> <span class=\"fact\">{trace.Spans.Count} span(s)</span>")
            .Add($" <time class=\"fact\" datetime=\"{machine}\">{clock}</time>");
        if (trace.Open.Count > 0)
            html.Add($" <span class=\"mark open\">{trace.Open.Count} open</span>");

        var errors = trace.Spans.Count(static span => span.Status == SpanStatus.Error);
        if (errors > 0)
            html.Add($" <span class=\"mark error\">{errors} error(s)</span>");
    }

    static void AddRow(HtmlText html, WaterfallRow row, ShownTrace trace, TimeScale scale, IReadOnlySet<TraceId> shown)
    {
        var span = row.Span;
        var isOpen = trace.Open.Contains(span.Context.SpanId);
        var state = isOpen ? " open" : span.Status == SpanStatus.Error ? " error" : "";
        html.Add($"<li><details class=\"span d{Math.Min(row.Depth, DeepestIndent)} {span.Kind.ToString()}{state}\" id=\"s-{trace.Id}-{span.Context.SpanId}\">")
            .Add($"<summary><span class=\"name\"><span class=\"unseen\">level {row.Depth + 1}: </span>");
        if (row.Depth > DeepestIndent)
            html.Add($"<span class=\"depth\" aria-hidden=\"true\">{row.Depth}… </span>");

        html.Add($"{span.Name}");
        if (span.Status == SpanStatus.Error)
            html.Add($" <span class=\"mark error\">error</span>");

        if (isOpen)
            html.Add($" <span class=\"mark open\">open</span>");

        if (row.IsOrphan)
            html.Add($" <span class=\"mark\">parent missing</span>");

        html.Add($"</span><span class=\"took\">{TimeScale.Milliseconds(span.EndUnixNanoseconds - span.StartUnixNanoseconds)}</span>");
        AddBar(html, span, scale);
        html.Add($"</summary>\n");
        SpanMore.Add(html, span, isOpen, scale, shown);
        html.Add($"</details></li>\n");
    }

    static void AddBar(HtmlText html, SpanData span, TimeScale scale)
    {
        var (from, length) = scale.BarOf(span);
        html.Add($"<svg viewBox=\"0 0 {TimeScale.Whole} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
            .Add($"<rect class=\"bar\" x=\"{from}\" width=\"{length}\" height=\"10\"/>");
        foreach (var happened in span.Events)
            html.Add($"<rect class=\"event\" x=\"{Math.Min(scale.Place(happened.UnixNanoseconds), TimeScale.Whole - 3)}\" width=\"3\" height=\"10\"/>");

        html.Add($"</svg>");
    }
}
