using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Tests;

/// <summary>What the page shows of the requests of its application, and that it leaves out its own.</summary>
public class TracesPageTests
{
    public static TheoryData<string, bool> CarriersAlsoExported
    {
        get
        {
            var all = new TheoryData<string, bool>();
            foreach (var carrier in Carriers.All)
            {
                all.Add(carrier, false);
                all.Add(carrier, true);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(CarriersAlsoExported))]
    public async Task Shows_the_tree_of_a_request_and_not_its_own_requests(string carrier, bool isExported)
    {
        var exported = new Exported();
        using var sdk = isExported
            ? Sdk.CreateTracerProviderBuilder().AddSource(Exported.Ours).AddAspNetCoreInstrumentation()
                .AddProcessor(new SimpleActivityExportProcessor(exported)).Build()
            : null;
        await using var app = await PageApplication.StartAsync(carrier);
        await app.GetAsync("/traces");
        await app.HelloAsync("Ada");

        var text = await app.GetAsync("/traces");
        var html = await (await app.BrowseAsync("/traces")).Content.ReadAsStringAsync();

        string[] tree = Carriers.PassesToWork(carrier)
            ? ["GET /hello/{name} ", "└─ greeting.compose ", "   └─ greeting.look_up "]
            : ["GET /hello/{name} "];
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(tree.Length + 1, lines.Length);
        Assert.All(tree.Zip(lines.Skip(1)), static pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(tree.Length, Occurrences(html, "class=\"name\""));
        Assert.Contains($"the carrier {carrier}.", html, StringComparison.Ordinal);
        Assert.Equal(tree.Length, app.Recorder.Spans.Count);
        await exported.WaitForAsync(isExported ? tree.Length : 0);
        Assert.Equal(isExported ? tree.Length : 0, exported.Activities.Count);
    }

    [Theory]
    [InlineData(CarrierNames.AsyncLocal)]
    [InlineData(CarrierNames.Activity)]
    [InlineData(CarrierNames.Explicit)]
    public async Task Leaves_out_its_own_requests_where_the_routing_runs_late_too(string carrier)
    {
        await using var app = await PageApplication.StartAsync(
            carrier, before: static app => app.UseStackbiltObservability().UseRouting());
        await app.HelloAsync("Ada");
        for (var time = 0; time < 3; time++)
            await app.BrowseAsync("/traces");

        var html = await (await app.BrowseAsync("/traces")).Content.ReadAsStringAsync();

        Assert.Equal(1, Occurrences(html, "<article>"));
    }

    /// <summary>They would push what was worked off the page.</summary>
    [Fact]
    public async Task Leaves_out_requests_that_it_refuses()
    {
        var isElsewhere = false;
        await using var app = await PageApplication.StartAsync(before: app => app.Use(next => context =>
        {
            if (isElsewhere)
                context.Request.Headers.Via = "1.1 proxy";

            return next(context);
        }).UseStackbiltObservability().UseRouting());
        await app.HelloAsync("Ada");
        isElsewhere = true;
        for (var time = 0; time < 3; time++)
            Assert.Equal(HttpStatusCode.Forbidden, await app.StatusOfAsync("/traces"));

        isElsewhere = false;
        var html = await (await app.BrowseAsync("/traces")).Content.ReadAsStringAsync();

        Assert.Equal(1, Occurrences(html, "<article>"));
    }

    [Fact]
    public async Task Shows_what_is_still_open_and_then_its_end()
    {
        var (isRunning, mayEnd) = (new Signal(), new Signal());
        await using var app = await PageApplication.StartAsync(more: app => app.MapGet("/slow", async context =>
        {
            using var span = context.GetRequestSpan()!.StartChild("slow.wait");
            isRunning.Give();
            await mayEnd.WaitAsync();
        }));
        var request = app.GetAsync("/slow");
        await isRunning.WaitAsync();

        var during = await (await app.BrowseAsync("/traces")).Content.ReadAsStringAsync();
        var whileNothingHappens = await app.StatusOfAsync("/traces?after=" + VersionOf(during));
        mayEnd.Give();
        await request;
        await app.Recorder.WaitForAsync(2, HangGuard.Token);
        var after = await (await app.BrowseAsync("/traces")).Content.ReadAsStringAsync();

        Assert.Contains("2 open", during, StringComparison.Ordinal);
        Assert.Equal(2, Occurrences(during, "still open"));
        Assert.Equal(HttpStatusCode.OK, whileNothingHappens);
        Assert.Contains("slow.wait", after, StringComparison.Ordinal);
        Assert.DoesNotContain("open</span>", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_only_what_has_changed_to_a_page_that_is_open()
    {
        await using var app = await PageApplication.StartAsync();
        await app.HelloAsync("Ada");
        var version = VersionOf(await (await app.BrowseAsync("/traces")).Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.NoContent, await app.StatusOfAsync("/traces?after=" + version));
        await app.HelloAsync("Bea");
        var changed = await app.GetAsync("/traces?after=" + version);
        var other = await app.GetAsync("/traces?after=00000000.7");

        Assert.Contains("/hello/Bea", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("/hello/Ada", changed, StringComparison.Ordinal);
        Assert.Equal(2, changed.Split("data-order=\"")[1].Split('"')[0].Split(' ').Length);
        Assert.Equal(HttpStatusCode.NoContent, await app.StatusOfAsync("/traces?after=" + VersionOf(changed)));
        Assert.Equal(2, Occurrences(other, "<article>"));
    }

    [Fact]
    public async Task Lets_no_script_run_but_its_own_and_is_kept_by_no_cache()
    {
        await using var app = await PageApplication.StartAsync();

        using var answer = await app.BrowseAsync("/traces");
        var html = await answer.Content.ReadAsStringAsync();
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var element in (string[])["script", "style"])
        {
            var content = html.Split($"<{element}>")[1].Split($"</{element}>")[0];
            var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
            Assert.Contains($"{element}-src 'sha256-{hash}'", policy, StringComparison.Ordinal);
        }

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_caller_sends_cannot_become_markup()
    {
        await using var app = await PageApplication.StartAsync();

        await app.HelloAsync("<script>alert(1)<script>");
        var html = await (await app.BrowseAsync("/traces")).Content.ReadAsStringAsync();

        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        Assert.Equal(1, Occurrences(html, "<script"));
    }

    [Fact]
    public async Task Says_that_tracing_is_off()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseTestServer();
        builder.AddStackbiltTraces();
        builder.AddStackbiltObservability(static options => options.Enabled = false);
        await using var app = builder.Build();
        app.UseStackbiltObservability();
        app.MapStackbiltTraces();
        await app.StartAsync();
        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        Assert.Contains("Tracing is switched off", await client.GetStringAsync("/traces"), StringComparison.Ordinal);
    }

    static string VersionOf(string html) => html.Split("data-version=\"")[1].Split('"')[0];

    static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
