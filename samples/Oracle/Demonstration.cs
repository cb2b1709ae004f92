using Spectre.Console;
using Stackbilt.Observability;

namespace OracleService;

/// <summary>Sends the committed scripts to the service over HTTP and shows the waterfall of each request.</summary>
static class Demonstration
{
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    static readonly string[] Scripts = ["one-card.tarot", "three-cards.tarot", "celtic-cross.tarot"];

    public static async Task RunAsync(OracleServices services, FileInfo? json, FileInfo? html, CancellationToken cancellation)
    {
        var console = Terminal.Open();
        console.MarkupLineInterpolated($"The active span travels by the carrier [bold]{services.Carrier}[/].");
        using var http = new HttpClient { BaseAddress = services.Address };
        var all = new List<SpanData>();
        foreach (var script in Scripts)
        {
            var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "scripts", script), cancellation);
            using var response = await http.PostAsync("/run", new StringContent(text), cancellation);
            response.EnsureSuccessStatusCode();
            var reading = await response.Content.ReadFromJsonAsync<ReadingAnswer>(cancellation);
            var spans = await FinishedAsync(services.Spans, reading!.Questions, cancellation);
            services.Spans.Clear();
            all.AddRange(spans);
            Show(console, script, reading, spans);
        }

        if (json is not null)
        {
            await SpanJson.WriteAsync(json, all, cancellation);
            console.MarkupLineInterpolated($"{all.Count} spans written to {json.FullName}");
        }

        if (html is not null)
        {
            WaterfallPage.Write(all, html.FullName, $"Traces under {services.Carrier}");
            console.MarkupLineInterpolated($"{all.Count} spans drawn in {html.FullName}");
        }
    }

    /// <summary>
    /// A server span ends after its response: those of the request and of its questions are waited for. Where a sampler drops
    /// them there is nothing to wait for, so not for long.
    /// </summary>
    static async Task<IReadOnlyList<SpanData>> FinishedAsync(
        SpanRecorder spans,
        int questions,
        CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        waiting.CancelAfter(LongestWait);
        try
        {
            return await spans.WaitForAsync(
                finished => finished.Count(span => span.Kind == SpanKind.Server) > questions,
                waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return spans.Spans;
        }
    }

    static void Show(IAnsiConsole console, string script, ReadingAnswer reading, IReadOnlyList<SpanData> spans)
    {
        console.WriteLine();
        console.MarkupLineInterpolated(
            $"[bold]{script}[/]  {reading.Title} · {reading.Kind} · {reading.Questions} question(s) · {spans.Count} span(s)");
        WaterfallView.Show(console, Waterfall.Of(spans));
    }
}
