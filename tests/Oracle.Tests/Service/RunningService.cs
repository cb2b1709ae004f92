using System.Net;
using OracleService;
using Stackbilt.Observability;

namespace Oracle.Tests;

/// <summary>The sample's two services under one carrier, on real Kestrel servers of their own.</summary>
sealed class RunningService : IAsyncDisposable
{
    // A test that waits longer than this is stuck.
    static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(1);

    readonly OracleServices _services;
    readonly HttpClient _http;

    RunningService(OracleServices services)
    {
        _services = services;
        _http = new HttpClient { BaseAddress = services.Address };
    }

    public static async Task<RunningService> StartAsync(string carrier) =>
        new(await OracleServices.StartAsync([$"--{ObservabilityOptions.SectionName}:Carrier={carrier}"]));

    /// <summary>Posts a script, and waits until its server span and those of its questions have ended.</summary>
    public async Task<Run> PostAsync(string script, int questions)
    {
        using var hang = new CancellationTokenSource(HangGuard);
        using var response = await _http.PostAsync("/run", new StringContent(script), hang.Token);
        var body = await response.Content.ReadAsStringAsync(hang.Token);
        var spans = await _services.Spans.WaitForAsync(
            finished => finished.Count(span => span.Kind == SpanKind.Server) == questions + 1,
            hang.Token);
        _services.Spans.Clear();
        return new Run(response.StatusCode, body, spans);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _services.DisposeAsync();
    }
}

sealed record Run(HttpStatusCode Status, string Body, IReadOnlyList<SpanData> Spans)
{
    public SpanData Server => Spans.Single(span => span.Name == "POST /run");

    public SpanData Named(string name) => Spans.Single(span => span.Name == name);

    /// <summary>Names and parents of the tree, which are the same under every carrier that carries.</summary>
    public string Tree => Waterfall.Outline(Spans, shown: _ => false);
}
