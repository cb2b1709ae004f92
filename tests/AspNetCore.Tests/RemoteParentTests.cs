using Microsoft.AspNetCore.Builder;

namespace Stackbilt.Observability.Tests;

public class RemoteParentTests
{
    const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const string ParentId = "00f067aa0ba902b7";

    [Theory, EveryServer]
    public async Task A_parent_in_the_headers_is_the_parent(Server server, bool hostActivities)
    {
        await using var app = await StartAsync(server, hostActivities);

        await SendAsync(app, $"00-{TraceId}-{ParentId}-01", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");

        var span = await app.OneSpanAsync();
        Assert.Equal(TraceId, span.Context.TraceId.ToString());
        Assert.Equal(ParentId, span.ParentSpanId.ToString());
        Assert.True(span.HasRemoteParent);
        Assert.Equal("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", span.Context.TraceState);
    }

    [Theory, EveryServer]
    public async Task Fields_of_a_later_version_are_passed_over(Server server, bool hostActivities)
    {
        await using var app = await StartAsync(server, hostActivities);

        await SendAsync(app, $"01-{TraceId}-{ParentId}-01-what-the-future-will-bring");

        var span = await app.OneSpanAsync();
        Assert.Equal(TraceId, span.Context.TraceId.ToString());
        Assert.Equal(ParentId, span.ParentSpanId.ToString());
    }

    [Theory, EveryServer]
    public async Task A_malformed_parent_is_none(Server server, bool hostActivities)
    {
        await using var app = await StartAsync(server, hostActivities);
        string[] malformed =
        [
            "garbage",
            $"00-{TraceId}-{ParentId}",
            $"00-{new string('0', 32)}-{ParentId}-01",
            $"00-{TraceId}-{new string('0', 16)}-01",
            $"00-{TraceId.ToUpperInvariant()}-{ParentId}-01",
            $"00-{TraceId}-{ParentId}-01-more",
            $"ff-{TraceId}-{ParentId}-01",
        ];

        foreach (var header in malformed)
            await SendAsync(app, header);

        var spans = await app.Recorder.WaitForAsync(malformed.Length, HangGuard.Token);
        Assert.All(spans.Zip(malformed), static pair =>
        {
            Assert.True(pair.First.ParentSpanId == default, pair.Second);
            Assert.False(pair.First.HasRemoteParent, pair.Second);
            Assert.NotEqual(TraceId, pair.First.Context.TraceId.ToString());
            Assert.Equal(SpanStatus.Unset, pair.First.Status);
        });
    }

    [Theory, EveryServer]
    public async Task A_parent_that_is_not_sampled_means_that_nothing_is_recorded(Server server, bool hostActivities)
    {
        SpanContext? inside = null;
        await using var app = await TestApplication.StartAsync(
            server,
            CarrierNames.AsyncLocal,
            hostActivities: hostActivities,
            inside: application => application.MapGet("/", () =>
            {
                using var child = ActiveSpan.Current?.StartChild("child");
                inside ??= child?.Context;
                return "here";
            }));

        await SendAsync(app, $"00-{TraceId}-{ParentId}-00");
        await app.Client.GetAsync("/");

        var spans = await app.Recorder.WaitForAsync(2, HangGuard.Token);
        Assert.Equal(["child", "GET /"], spans.Select(span => span.Name));
        Assert.All(spans, static span => Assert.NotEqual(TraceId, span.Context.TraceId.ToString()));
        Assert.Equal(TraceId, inside?.TraceId.ToString());
        Assert.False(inside?.IsSampled);
    }

    static Task<TestApplication> StartAsync(Server server, bool hostActivities) =>
        TestApplication.StartAsync(
            server,
            CarrierNames.AsyncLocal,
            hostActivities: hostActivities,
            inside: static inside => inside.MapGet("/", static () => "here"));

    static async Task SendAsync(TestApplication app, string traceParent, string? traceState = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (traceState is not null)
            request.Headers.TryAddWithoutValidation("tracestate", traceState);

        request.Headers.TryAddWithoutValidation("traceparent", traceParent);
        using var response = await app.Client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode || response.StatusCode == System.Net.HttpStatusCode.NotFound);
    }
}
