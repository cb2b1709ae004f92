using OracleService;
using Spectre.Console;
using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>Sends scripts to the entry over HTTP, stops the cluster, and shows the waterfall of each request.</summary>
static class Demonstration
{
    public static async Task RunAsync(Cluster cluster, Requested requested, CancellationToken cancellation)
    {
        var console = Terminal.Open();
        console.MarkupLineInterpolated($"The active span travels by the carrier [bold]{cluster.Carrier}[/].");
        var titles = new List<string>();
        using (var http = new HttpClient { BaseAddress = cluster.Address })
        {
            foreach (var (name, text) in Enumerable.Repeat(requested.Scripts, requested.Count).SelectMany(static all => all))
                titles.Add($"{name}  {await PostAsync(http, text, cancellation)}");
        }

        // Nothing is missing when every process has stopped, and none is needed for what follows.
        await cluster.DisposeAsync();
        var traces = cluster.Spans.GroupBy(span => span.Context.TraceId).OrderBy(trace => trace.Min(span => span.StartUnixNanoseconds)).ToList();
        foreach (var (title, trace) in titles.Zip(traces.Where(IsOfRequest)))
            Show(console, title, [.. trace]);

        foreach (var trace in traces.Where(trace => !IsOfRequest(trace)))
            Show(console, "a trace of its own", [.. trace]);

        if (requested.Json is { } json)
        {
            await SpanJson.WriteAsync(json, traces.SelectMany(trace => trace), cancellation);
            console.MarkupLineInterpolated($"{cluster.Spans.Count} spans written to {json.FullName}");
        }
    }

    static bool IsOfRequest(IEnumerable<SpanData> trace) => trace.Any(static span => span.Kind == SpanKind.Server && span.Name == "POST /run");

    static async Task<string> PostAsync(HttpClient http, string text, CancellationToken cancellation)
    {
        using var response = await http.PostAsync("/run", new StringContent(text), cancellation);
        if (!response.IsSuccessStatusCode)
            return $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}";

        var reading = await response.Content.ReadFromJsonAsync<ReadingAnswer>(cancellation);
        return $"{reading!.Title} · {reading.Kind} · {reading.Questions} question(s)";
    }

    static void Show(IAnsiConsole console, string title, IReadOnlyList<SpanData> spans)
    {
        var processes = spans.Select(ProcessNames.Of).Distinct().Count();
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{title}[/] · {spans.Count} span(s) of {processes} process(es)");
        WaterfallView.Show(console, Waterfall.Of(ProcessNames.Shown(spans)));
    }
}
