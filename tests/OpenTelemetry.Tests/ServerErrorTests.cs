using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

public class ServerErrorTests
{
    [Theory]
    [InlineData(Exported.Host, CarrierNames.AsyncLocal)]
    [InlineData(Exported.Ours, CarrierNames.AsyncLocal)]
    [InlineData(Exported.Host, CarrierNames.Explicit)]
    [InlineData(Exported.Ours, CarrierNames.Explicit)]
    [InlineData(Exported.Host, CarrierNames.Null)]
    [InlineData(Exported.Ours, CarrierNames.Null)]
    public async Task What_was_thrown_is_exported_once_and_the_next_request_knows_nothing_of_it(string source, string carrier)
    {
        var exported = new Exported();
        using (exported.Listen(source))
            await SendTwiceAsync(carrier);

        Assert.Equal(2, exported.Activities.Count);
        var failed = Assert.Single(exported.Activities, static activity => activity.DisplayName == "GET /fail");
        Assert.Equal(ActivityStatusCode.Error, failed.Status);
        Assert.Equal("out of cards", failed.StatusDescription);
        Assert.Equal(500L, Convert.ToInt64(failed.GetTagItem("http.response.status_code"), provider: null));
        Assert.Equal(typeof(InvalidOperationException).FullName, failed.GetTagItem("error.type"));
        var thrown = Assert.Single(failed.Events);
        Assert.Equal("exception", thrown.Name);
        var next = Assert.Single(exported.Activities, static activity => activity.DisplayName == "GET /next");
        Assert.Equal(ActivityStatusCode.Unset, next.Status);
        Assert.Equal(default, next.ParentSpanId);
        Assert.NotEqual(failed.TraceId, next.TraceId);
    }

    static async Task SendTwiceAsync(string carrier)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Logging.AddProvider(new SilentLogging());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.AddStackbiltObservability(options => options.Carrier = carrier);
        await using var application = builder.Build();
        application.UseStackbiltObservability();
        application.MapGet("/fail", (Func<string>)(static () => throw new InvalidOperationException("out of cards")));
        application.MapGet("/next", static () => "fine");
        await application.StartAsync();
        using (var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }))
        {
            using var failed = await client.GetAsync(application.Urls.Single() + "/fail");
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
            Assert.Equal("fine", await client.GetStringAsync(application.Urls.Single() + "/next"));
        }

        await application.StopAsync();
    }
}
