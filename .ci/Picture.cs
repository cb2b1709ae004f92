#:package Microsoft.Playwright@1.64.1
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=false
#:property TreatWarningsAsErrors=false

// A picture of a request's waterfall in the dashboard. Exits 1 where none appears.
using Microsoft.Playwright;

var (chromium, address, file) = (args[0], args[1], args[2]);
using var playwright = await Playwright.CreateAsync();
await using var browser = await playwright.Chromium.LaunchAsync(new()
{
    ExecutablePath = chromium,
    Args = ["--no-sandbox", "--disable-gpu", "--no-proxy-server", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1400, Height = 1130 }, ColorScheme = ColorScheme.Light });
await page.GotoAsync(address);
await page.GetByText("scaffold.classify").First.WaitForAsync();

// A warning that anybody on this machine may look, which fades in over the picture.
await page.AddStyleTagAsync(new() { Content = ".messagebar-container { display: none !important }" });
await page.EvaluateAsync("() => document.fonts.ready");
await page.ScreenshotAsync(new() { Path = file });
Console.WriteLine(file);
return 0;
