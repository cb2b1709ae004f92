using Stackbilt.Observability;

// A service that is trimmed or compiled ahead of time: its carrier from the configuration, one request to itself, and what
// was recorded and is shown on the page of traces. Exits 1 where that is not what the carrier promises.
var spans = new SpanRecorder();
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.AddStackbiltObservability()
    .AddCarrier("Counting", _ => new CountingCarrier())
    .AddProcessor(spans);
builder.AddStackbiltTraces(options => options.Enabled = true);
builder.Services.AddHealthChecks().AddStackbiltObservability();

await using var app = builder.Build();
app.UseStackbiltObservability();
app.MapStackbiltTraces();
app.MapGet("/", (RequestDelegate)(async context =>
{
    using var span = ActiveSpan.Current?.StartChild("deep.work", ("deep.size", 42), ("deep.ratio", 0.5), ("deep.ok", true));
    await context.Response.WriteAsync("done");
}));
await app.StartAsync();

using var http = new HttpClient();
var answer = await http.GetStringAsync(app.Urls.First());
await spans.WaitForAsync(finished => finished.Any(span => span.Kind == SpanKind.Server));
var decision = app.Services.GetRequiredService<CarrierDecision>();
Console.WriteLine($"{answer} under {decision.Chosen}");
Console.Write(Waterfall.Of(spans.Spans));
http.DefaultRequestHeaders.Add("Accept", "text/html");
var page = await http.GetStringAsync(app.Urls.First() + "/traces");
await app.StopAsync();

var isAmbient = decision.Chosen is CarrierNames.AsyncLocal or "Counting";
return spans.Spans.Any(span => span.Name == "deep.work") == isAmbient && page.Contains("deep.work") == isAmbient && spans.Spans.Count == (isAmbient ? 2 : 1) ? 0 : 1;
