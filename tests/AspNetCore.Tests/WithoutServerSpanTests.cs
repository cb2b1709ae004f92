using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

/// <summary>An endpoint can say that its requests have no span.</summary>
public class WithoutServerSpanTests
{
    [Theory, EveryServerAndCarrier]
    public async Task Its_requests_have_none_and_those_beside_it_have_theirs(Server server, string carrier)
    {
        Span? seen = null;
        await using var app = await TestApplication.StartAsync(server, carrier, inside: Map, outside: static app => app.UseRouting());

        await app.Client.GetAsync("/health");
        await app.Client.GetAsync("/group/inside");
        Assert.Null(seen);
        await app.Client.GetAsync("/cards");

        Assert.Equal("GET /cards", (await app.OneSpanAsync()).Name);

        void Map(WebApplication app)
        {
            app.MapGet("/health", Look).WithoutServerSpan();
            app.MapGroup("/group").WithoutServerSpan().MapGet("/inside", Look);
            app.MapGet("/cards", static () => "");
        }

        string Look(Microsoft.AspNetCore.Http.HttpContext context)
        {
            seen = context.GetRequestSpan();
            // Under the carrier Activity that is the host's activity, which nobody exports.
            context.RequestServices.GetRequiredService<Tracer>().Current?.StartChild("inside").End();
            return "";
        }
    }

    [Fact]
    public async Task Nor_is_the_hosts_activity_exported()
    {
        var started = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = started.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await TestApplication.StartAsync(
            Server.Kestrel,
            CarrierNames.AsyncLocal,
            inside: static app => app.MapGet("/health", static () => "").WithoutServerSpan(),
            outside: static app => app.UseRouting());

        await app.Client.GetAsync("/health");

        var host = Assert.Single(started);
        Assert.Equal((false, false), (host.Recorded, host.IsAllDataRequested));
    }

    [Fact]
    public void Nothing_to_say_it_of_is_refused() =>
        Assert.Throws<ArgumentNullException>(static () => ((RouteGroupBuilder)null!).WithoutServerSpan());
}
