using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability.Tests;

/// <summary>Ten hosts in one process, each with a carrier of its own, all at work at the same time.</summary>
public class SeveralHostsTests
{
    const int Rounds = 20;

    static readonly string[] TenCarriers =
    [
        CarrierNames.AsyncLocal, CarrierNames.AsyncLocal, CarrierNames.AsyncLocal, CarrierNames.AsyncLocal,
        CarrierNames.Explicit, CarrierNames.Explicit,
        CarrierNames.Null, CarrierNames.Null,
        Carriers.ThreadBound, Carriers.ThreadBound,
    ];

    [Fact]
    public async Task Each_sees_its_own_through_the_static_door_also_when_others_stop()
    {
        var hosts = await Task.WhenAll(TenCarriers.Select(StartAsync)).Guarded();
        try
        {
            await Task.WhenAll(hosts.Select(RequestsAsync)).Guarded();

            // Every other one stops; the rest go on, and nobody notices.
            await Task.WhenAll(hosts.Where((_, index) => index % 2 == 0).Select(host => host.DisposeAsync().AsTask())).Guarded();
            await Task.WhenAll(hosts.Where((_, index) => index % 2 == 1).Select(RequestsAsync)).Guarded();
        }
        finally
        {
            foreach (var host in hosts)
                await host.DisposeAsync();
        }

        for (var index = 0; index < hosts.Length; index++)
            await ExpectAsync(hosts[index], TenCarriers[index], requests: index % 2 == 0 ? Rounds : 2 * Rounds);
    }

    static Task<TestApplication> StartAsync(string carrier) =>
        TestApplication.StartAsync(Server.TestHost, carrier, static inside => inside.MapGet("/", static (HttpContext _) =>
        {
            using var child = ActiveSpan.Current?.StartChild("deep");
            return child is null ? "nothing" : "child";
        }));

    static async Task RequestsAsync(TestApplication host)
    {
        for (var round = 0; round < Rounds; round++)
            await host.Client.GetStringAsync("/");
    }

    static async Task ExpectAsync(TestApplication host, string carrier, int requests)
    {
        var spans = await host.Recorder.WaitForAsync(
            finished => finished.Count(span => span.Kind == SpanKind.Server) == requests, HangGuard.Token);
        var ids = spans.ToDictionary(span => span.Context.SpanId);
        var children = spans.Where(span => span.Name == "deep").ToList();

        Assert.Equal(Carriers.IsAmbient(carrier) ? requests : 0, children.Count);
        Assert.All(children, child =>
        {
            var parent = ids[child.ParentSpanId];
            Assert.Equal(SpanKind.Server, parent.Kind);
            Assert.Equal(parent.Context.TraceId, child.Context.TraceId);
        });
    }
}
