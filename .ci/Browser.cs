#:sdk Microsoft.NET.Sdk.Web
#:package Microsoft.Playwright@1.64.1
#:project ../src/Development/Stackbilt.Observability.Development.csproj
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=false
#:property TreatWarningsAsErrors=false

// The page of traces in a browser: it goes on by itself, what is opened stays open, nothing of a span runs, and a phone needs no
// scrolling to the side. Leaves pictures in the folder. Exits 1 where something is not so.
using Microsoft.Playwright;
using Stackbilt.Observability;

var (chromium, folder) = (args[0], args[1]);
Directory.CreateDirectory(folder);
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ApplicationName = "Greetings" });
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.AddStackbiltObservability();
builder.AddStackbiltTraces();
await using var app = builder.Build();
var mayEnd = new TaskCompletionSource();
app.UseStackbiltObservability();
app.MapStackbiltTraces();
app.MapGet("/hello/{name}", (string name) =>
{
    using var compose = ActiveSpan.Current?.StartActiveChild("greeting.compose", ("greeting.name", name));
    using var lookUp = ActiveSpan.Current?.StartChild("greeting.look_up_in_a_book_of_greetings_with_a_long_name", ("<img src=x onerror=alert(1)>", "<script>document.title='taken'</script>"));
    return "Hello.";
});
app.MapGet("/slow", async () =>
{
    using var wait = ActiveSpan.Current?.StartChild("slow.wait");
    await mayEnd.Task;
});
await app.StartAsync();

using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
using var playwright = await Playwright.CreateAsync();
await using var browser = await playwright.Chromium.LaunchAsync(new()
{
    ExecutablePath = chromium,
    Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
List<string> said = [];
var page = await OpenAsync(1200, ColorScheme.Light);
Check(await page.Locator(".none").IsVisibleAsync(), "an empty page says so");

await http.GetStringAsync("/hello/Ada");
await page.Locator("article").WaitForAsync();
Check(!await page.Locator(".none").IsVisibleAsync(), "a request appears by itself");
await page.Locator(".span > summary").Nth(2).FocusAsync();
await page.Keyboard.PressAsync("Enter");
Check(await page.Locator("details.span[open]").CountAsync() == 1, "a row opens by keyboard");

var slow = http.GetStringAsync("/slow");
await page.Locator(".span .mark.open").First.WaitForAsync();
var growing = page.Locator("article").First.Locator(".took").First;
await page.Locator("article").First.Locator(".span > summary").Nth(1).FocusAsync();
var before = await growing.TextContentAsync();
await page.WaitForFunctionAsync("before => document.querySelector('article .took').textContent !== before", before);
Check(await page.EvaluateAsync<bool>("() => document.activeElement.matches('article:first-child summary')"), "the focus stays in a trace that grows");
Check(await page.Locator("details.span[open]").CountAsync() == 1, "what is open stays open");
await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "light.png") });
mayEnd.SetResult();
await slow;
await page.WaitForFunctionAsync("() => document.querySelectorAll('.mark.open').length === 0");

await page.Locator("#pause").ClickAsync();
Check(await page.Locator("#state").TextContentAsync() == "paused", "it can be stopped");
await http.GetStringAsync("/hello/Bea");
await page.Locator("#pause").ClickAsync();
await page.Locator("article").Nth(2).WaitForAsync();
Check(await page.TitleAsync() == "Traces of Greetings", "nothing of a span runs");
Check(await page.Locator("img").CountAsync() == 0 && await page.Locator("script").CountAsync() == 1, "nothing of a span is an element");

await (await OpenAsync(1200, ColorScheme.Dark)).ScreenshotAsync(new() { Path = Path.Combine(folder, "dark.png") });
foreach (var width in (int[])[390, 360])
{
    var phone = await OpenAsync(width, ColorScheme.Light);
    foreach (var row in await phone.Locator(".span > summary").AllAsync())
        await row.ClickAsync();

    Check(await phone.EvaluateAsync<int>("() => document.documentElement.scrollWidth") == width, $"{width} pixels are wide enough");
    await phone.ScreenshotAsync(new() { Path = Path.Combine(folder, $"phone-{width}.png") });
}

Check(said.Count == 0, said.Count == 0 ? "the browser complains of nothing" : "the browser says: " + string.Join("; ", said));
return 0;

async Task<IPage> OpenAsync(int width, ColorScheme scheme)
{
    var opened = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme });
    opened.Console += (_, message) => said.Add(message.Text);
    opened.PageError += (_, error) => said.Add(error);
    await opened.GotoAsync(http.BaseAddress + "traces");
    return opened;
}

static void Check(bool isSo, string what)
{
    Console.WriteLine($"{(isSo ? "yes" : "NO")}: {what}");
    if (!isSo)
        throw new InvalidOperationException($"Not so: {what}");
}
