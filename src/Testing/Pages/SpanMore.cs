using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>What there is to know of a span, shown where its row is opened.</summary>
static class SpanMore
{
    public static void Add(HtmlText html, SpanData span, bool isOpen, TimeScale scale, IReadOnlySet<TraceId> shown)
    {
        html.Add($"<div class=\"more\"><table><caption>Span</caption>\n");
        AddLine(html, "kind", span.Kind.ToString());
        AddLine(html, "status", isOpen ? "still open" : span.Status.ToString());
        if (span.StatusDescription is { Length: > 0 } description)
            AddLine(html, "what went wrong", description);

        AddLine(html, "starts after", scale.After(span.StartUnixNanoseconds));
        AddLine(html, "trace id", span.Context.TraceId.ToString());
        AddLine(html, "span id", span.Context.SpanId.ToString());
        if (span.ParentSpanId.IsValid)
            AddLine(html, span.HasRemoteParent ? "parent, in another process" : "parent", span.ParentSpanId.ToString());

        if (span.Scope is { } scope)
            AddLine(html, "library", $"{scope.Name} {scope.Version}".TrimEnd());

        html.Add($"</table>\n");
        AddAttributes(html, "Attributes", span.Attributes);
        foreach (var happened in span.Events)
            AddAttributes(html, $"Event {happened.Name}, after {scale.After(happened.UnixNanoseconds)}", happened.Attributes, isAlwaysShown: true);

        foreach (var link in span.Links)
            AddLink(html, link, shown);

        html.Add($"</div>\n");
    }

    /// <summary>The value alone.</summary>
    public static string Text(SpanAttribute attribute) => attribute.Value switch
    {
        null => "",
        bool boolean => boolean ? "true" : "false",
        Array several => string.Join(", ", several.Cast<object?>().Select(static one => Convert.ToString(one, CultureInfo.InvariantCulture))),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    static void AddAttributes(HtmlText html, string caption, IReadOnlyList<SpanAttribute> attributes, bool isAlwaysShown = false)
    {
        if (attributes.Count == 0 && !isAlwaysShown)
            return;

        html.Add($"<table><caption>{caption}</caption>\n");
        foreach (var attribute in attributes)
            AddLine(html, attribute.Key, Text(attribute));

        html.Add($"</table>\n");
    }

    static void AddLink(HtmlText html, SpanLink link, IReadOnlySet<TraceId> shown)
    {
        var trace = link.Context.TraceId;
        html.Add($"<table><caption>Link to ");
        if (shown.Contains(trace))
            html.Add($"<a href=\"#s-{trace}-{link.Context.SpanId}\">a span on this page</a>");
        else
            html.Add($"another trace");

        html.Add($"</caption>\n");
        AddLine(html, "trace id", trace.ToString());
        AddLine(html, "span id", link.Context.SpanId.ToString());
        foreach (var attribute in link.Attributes)
            AddLine(html, attribute.Key, Text(attribute));

        html.Add($"</table>\n");
    }

    static void AddLine(HtmlText html, string name, string value) =>
        html.Add($"<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>\n");
}
