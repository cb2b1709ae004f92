using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability.Tests;

/// <summary>Under Activity there is no such thing where spans are processed: the tracer listens for itself.</summary>
public class NoListenerTests
{
    [Theory, EveryServerAndCarrier(Except = CarrierNames.Activity)]
    public async Task Nobody_listens_so_no_activity_is_ours(Server server, string carrier)
    {
        Activity?[] seen = [];
        await using var app = await StartAsync(server, carrier, hostActivities: true, activities => seen = activities);

        await app.Client.GetAsync("/");

        // The host's own, the whole way down.
        Assert.NotNull(seen[0]);
        Assert.All(seen, activity => Assert.Same(seen[0], activity));
        Assert.NotEqual(Tracer.SourceName, seen[0]!.Source.Name);
    }

    [Theory, EveryServerAndCarrier(Except = CarrierNames.Activity)]
    public async Task A_host_without_activities_gets_none_from_us(Server server, string carrier)
    {
        Activity?[]? seen = null;
        await using var app = await StartAsync(server, carrier, hostActivities: false, activities => seen = activities);

        await app.Client.GetAsync("/");

        Assert.Equal([null, null, null], seen);
    }

    [Theory, EveryServerAndCarrier(Except = CarrierNames.Activity)]
    public async Task The_span_has_the_ids_of_the_hosts_activity_so_that_logs_and_headers_agree(Server server, string carrier)
    {
        Activity?[] seen = [];
        await using var app = await StartAsync(server, carrier, hostActivities: true, activities => seen = activities);

        await app.Client.GetAsync("/");

        var spans = await app.Recorder.WaitForAsync(
            static spans => spans.Any(span => span.Kind == SpanKind.Server), HangGuard.Token);
        Assert.Equal(seen[0]!.TraceId.ToHexString(), spans[^1].Context.TraceId.ToString());
        Assert.Equal(seen[0]!.SpanId.ToHexString(), spans[^1].Context.SpanId.ToString());
        Assert.True(seen[0]!.Recorded);
    }

    static Task<TestApplication> StartAsync(
        Server server,
        string carrier,
        bool hostActivities,
        Action<Activity?[]> see) =>
        TestApplication.StartAsync(
            server,
            carrier,
            hostActivities: hostActivities,
            outside: static outside => outside.Use((context, next) =>
            {
                context.Items["outside"] = Activity.Current;
                return next(context);
            }),
            inside: inside => inside.MapGet("/", async (HttpContext context) =>
            {
                var inHandler = Activity.Current;
                using var child = context.GetRequestSpan()?.StartActiveChild("child");
                await Task.Yield();
                see([context.Items["outside"] as Activity, inHandler, Activity.Current]);
            }));
}
