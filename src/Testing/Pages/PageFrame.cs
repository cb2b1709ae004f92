namespace Stackbilt.Observability;

/// <summary>What every page of waterfalls has around them.</summary>
static class PageFrame
{
    /// <summary>Nothing is loaded from anywhere, and nothing runs but what the page is told to allow.</summary>
    public static string Policy(string more = "") =>
        $"default-src 'none'; style-src {PageResource.Style.Source}; {more}base-uri 'none'; form-action 'none'";

    public static HtmlText Begin(string title, bool isFile)
    {
        var html = new HtmlText().Add($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");

        // A file has no headers, so it says this itself.
        if (isFile)
            html.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy()}\"/>\n");

        return html.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>{title}</title>\n<style>")
            .AddOwn(PageResource.Style.Text)
            .Add($"</style>\n</head>\n<body>\n<header><h1>{title}</h1>");
    }

    public static void AddTraces(HtmlText html, IReadOnlyList<ShownTrace> traces, IReadOnlySet<TraceId> shown)
    {
        foreach (var trace in traces)
            TraceSection.Add(html, trace, shown);

        html.Add($"<p class=\"none\">There are no spans yet.</p>\n");
    }
}
