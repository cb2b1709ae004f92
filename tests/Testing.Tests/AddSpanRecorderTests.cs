using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Tests;

/// <summary>A host as a test has it: the application's own registrations, and those that the test adds.</summary>
public class AddSpanRecorderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Records_the_spans_of_the_host_whichever_is_registered_first(bool isFirst)
    {
        SpanRecorder? spans = null;
        using var host = await new HostBuilder().ConfigureWebHost(web =>
        {
            web.UseTestServer();
            if (isFirst)
                web.ConfigureTestServices(services => spans = services.AddSpanRecorder());

            web.ConfigureServices(static services => services.AddStackbiltObservability());
            web.Configure(static app => app.UseStackbiltObservability().Run(static async context =>
            {
                using var deep = ActiveSpan.Current?.StartChild("deep.work");
                await context.Response.WriteAsync("done");
            }));
            if (!isFirst)
                web.ConfigureTestServices(services => spans = services.AddSpanRecorder());
        }).StartAsync();

        using var response = await host.GetTestClient().GetAsync("/");

        await spans!.ShouldHaveTreeAsync("GET\n  deep.work", HangGuard());
        Assert.Same(spans, host.Services.GetRequiredService<SpanRecorder>());
    }

    [Fact]
    public void Is_the_same_when_it_is_added_again()
    {
        var services = new ServiceCollection();
        services.AddKeyedSingleton("other", new SpanRecorder());

        var spans = services.AddSpanRecorder();

        Assert.Same(spans, services.AddSpanRecorder());
        using var provider = services.BuildServiceProvider();
        Assert.Same(spans, Assert.Single(provider.GetServices<ISpanProcessor>()));
    }

    [Fact]
    public void Each_host_has_its_own() =>
        Assert.NotSame(new ServiceCollection().AddSpanRecorder(), new ServiceCollection().AddSpanRecorder());

    [Fact]
    public void Null_is_refused_by_name() =>
        Assert.Throws<ArgumentNullException>("services", () => ((IServiceCollection)null!).AddSpanRecorder());

    static CancellationToken HangGuard() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;
}
