using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability;

/// <summary>Answers requests for the page: as a page, as what of it has changed, or as text.</summary>
/// <param name="application">The name of the application.</param>
/// <param name="options">Who may see it.</param>
/// <param name="traces">What it shows; null where there is no page.</param>
sealed class TracesPage(string application, TracesPageOptions options, KeptTraces? traces)
{
    const string Html = "text/html; charset=utf-8";

    static readonly PageResource Script = PageResource.Read("live.js");

    static readonly string Policy = PageFrame.Policy($"script-src {Script.Source}; connect-src 'self'; frame-ancestors 'none'; ");

    public bool IsOn => traces is not null;

    public Task AnswerAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = Policy;
        // Where the routing runs late, the request has a span all the same.
        if (context.GetRequestSpan() is { } span)
            traces!.LeaveOut(span);

        if (!options.AllowRemote && !OwnMachine.HasSent(context))
            return RefuseAsync(context, "Only the machine that the application runs on may see this page. See TracesPageOptions.AllowRemote.\n");

        if (OtherSite.HasSent(context.Request))
            return RefuseAsync(context, "No page of another site may read this one.\n");

        if (context.Request.Query["after"].ToString() is { Length: > 0 } after)
            return AnswerChangesAsync(context, after);

        var all = traces!.ReadAll();
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? WriteAsync(context, Html, PageOf(context, all))
            : WriteAsync(context, "text/plain; charset=utf-8", TextOf(all));
    }

    Task AnswerChangesAsync(HttpContext context, string after)
    {
        var changed = traces!.ReadChanged(after);
        if (changed is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        var html = new HtmlText();
        AddList(html, changed);
        return WriteAsync(context, Html, html.ToString());
    }

    string PageOf(HttpContext context, ReadTraces all)
    {
        var decision = context.RequestServices.GetService<CarrierDecision>();
        var html = PageFrame.Begin($"Traces of {application}", isFile: false);
        if (decision is { IsEnabled: false })
            html.Add($"<p>Tracing is switched off, so there is nothing to see.</p>");
        else if (decision is not null)
            html.Add($"<p>The active span travels by the carrier {decision.InUse}.</p>");

        html.Add($"<p>The last {options.MaxTraces} traces, the newest first.</p><button type=\"button\" id=\"pause\" hidden=\"\">Pause</button><p id=\"state\" role=\"status\"></p></header>\n");
        AddList(html, all);
        return html.Add($"<script>").AddOwn(Script.Text).Add($"</script>\n</body>\n</html>\n").ToString();
    }

    static void AddList(HtmlText html, ReadTraces read)
    {
        html.Add($"<main id=\"traces\" data-version=\"{read.Version}\" data-order=\"{string.Join(' ', read.Order)}\">\n");
        PageFrame.AddTraces(html, read.Traces, read.Order.ToHashSet());
        html.Add($"</main>\n");
    }

    /// <summary>For a terminal: the newest comes last, where the prompt is.</summary>
    static string TextOf(ReadTraces all)
    {
        if (all.Traces.Count == 0)
            return "There are no spans yet.\n";

        var text = new StringBuilder();
        foreach (var trace in all.Traces.Reverse())
        {
            text.Append(CultureInfo.InvariantCulture, $"trace {trace.Id}  {trace.Spans.Count} span(s)");
            if (trace.Open.Count > 0)
                text.Append(CultureInfo.InvariantCulture, $", {trace.Open.Count} of them open");

            if (trace.LeftOut > 0)
                text.Append(CultureInfo.InvariantCulture, $", and {trace.LeftOut} that are not kept");

            text.Append('\n').Append(Waterfall.Of(trace.Spans)).Append('\n');
        }

        return text.ToString();
    }

    static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return WriteAsync(context, "text/plain; charset=utf-8", why);
    }

    static Task WriteAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
