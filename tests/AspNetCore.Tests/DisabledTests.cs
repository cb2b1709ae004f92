using Microsoft.AspNetCore.Builder;

namespace Stackbilt.Observability.Tests;

public class DisabledTests
{
    [Theory, EveryServer]
    public async Task Requests_pass_untouched(Server server, bool hostActivities)
    {
        await using var app = await TestApplication.StartAsync(
            server,
            CarrierNames.AsyncLocal,
            static inside => inside.MapGet("/", static () => ActiveSpan.Current is null ? "nothing" : "a span"),
            hostActivities: hostActivities,
            configure: static options => options.Enabled = false);

        Assert.Equal("nothing", await app.Client.GetStringAsync("/"));
        Assert.Empty(app.Recorder.Spans);
    }
}
