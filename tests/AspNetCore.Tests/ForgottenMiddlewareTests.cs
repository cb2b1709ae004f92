using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

public class ForgottenMiddlewareTests
{
    const string Warning =
        "No request will have a span: AddStackbiltObservability was called, and UseStackbiltObservability was not. "
        + "Call app.UseStackbiltObservability() before what handles requests.";

    [Fact]
    public async Task Is_said_once_at_the_start() =>
        Assert.Equal([Warning], await WarningsAsync(static _ => { }, static builder => builder.AddStackbiltObservability()));

    [Fact]
    public async Task One_that_was_added_is_not() =>
        Assert.Empty(await WarningsAsync(static app => app.UseStackbiltObservability()));

    [Fact]
    public async Task One_in_a_branch_is_not() => Assert.Empty(
        await WarningsAsync(static app => app.Map("/branch", static branch => branch.UseStackbiltObservability())));

    [Fact]
    public async Task Where_tracing_is_off_nothing_is() => Assert.Empty(await WarningsAsync(
        static _ => { },
        static builder => builder.Services.AddStackbiltObservability(static options => options.Enabled = false)));

    [Fact]
    public async Task A_worker_needs_none()
    {
        using var log = new Log();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log);
        builder.AddStackbiltObservability();
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.Empty(WarningsIn(log));
    }

    static async Task<IReadOnlyList<string>> WarningsAsync(
        Action<WebApplication> pipeline,
        Action<WebApplicationBuilder>? more = null)
    {
        using var log = new Log();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRoutingCore();
        builder.Logging.AddProvider(log);
        builder.AddStackbiltObservability(static options => options.Carrier = CarrierNames.Explicit);
        more?.Invoke(builder);
        await using var application = builder.Build();
        pipeline(application);

        await application.StartAsync();
        await application.StopAsync();

        return WarningsIn(log);
    }

    static List<string> WarningsIn(Log log) =>
        [.. log.Lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text)];
}
