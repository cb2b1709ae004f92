using Stackbilt.Observability;

// A web application with a carrier of its own: one request to itself, and what was recorded.
var spans = new SpanRecorder();
var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.AddStackbiltObservability()
    .AddCarrier("Counting", _ => new CountingCarrier())
    .AddProcessor(spans);

await using var app = builder.Build();
app.UseStackbiltObservability();
app.MapGet("/", () => Deep.Work());
await app.StartAsync();

using var http = new HttpClient();
using var response = await http.GetAsync(app.Urls.First());
await spans.WaitForAsync(finished => finished.Any(span => span.Kind == SpanKind.Server));
Console.WriteLine($"{(int)response.StatusCode} under {builder.Configuration["Stackbilt:Observability:Carrier"]}");
Console.Write(Waterfall.Of(spans.Spans));

static class Deep
{
    public static string Work()
    {
        using var span = ActiveSpan.Current?.StartChild("deep.work", ("deep.size", 42));
        return "done";
    }
}
