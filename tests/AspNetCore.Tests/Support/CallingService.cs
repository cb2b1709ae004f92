using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Stackbilt.Observability.Tests;

/// <summary>A service on sockets that calls another one in its handler, and tells what headers that one was sent.</summary>
sealed partial class CallingService : IAsyncDisposable
{
    readonly TestApplication _application;

    CallingService(TestApplication application) => _application = application;

    public SpanRecorder Recorder => _application.Recorder;

    /// <param name="hostActivities">Whether the host makes an activity for each request.</param>
    /// <param name="injected">Whether the handler writes the headers, or leaves that to HttpClient.</param>
    public static async Task<CallingService> StartAsync(bool hostActivities, bool injected)
    {
        TestApplication? application = null;
        application = await TestApplication.StartAsync(
            Server.Kestrel,
            CarrierNames.AsyncLocal,
            hostActivities: hostActivities,
            inside: inside =>
            {
                inside.MapGet("/", (Delegate)Call);
                inside.Map("/called", static called => called.Run(WriteHeadersAsync));
            });
        return new CallingService(application);

        async Task<string> Call(HttpContext context)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/called");
            if (injected)
                TraceContextPropagator.Inject(context.GetRequestSpan()!.StartChild("call"), request);

            using var response = await application!.Client.SendAsync(request);
            return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        }
    }

    /// <summary>What the called service was sent, once this one was called with these lines.</summary>
    public async Task<(string? TraceId, string? State)> CallAsync(params string[] headerLines)
    {
        var response = await RawRequest.SendAsync(_application.Client.BaseAddress!, headerLines);
        Assert.StartsWith("HTTP/1.1 200", response, StringComparison.Ordinal);
        var parent = Assert.Single(Parents().Matches(response));
        Assert.True(ActivityContext.TryParse(parent.Groups["value"].Value, null, out var context), parent.Value);
        var states = States().Matches(response);
        return (
            $"{context.TraceId}",
            states.Count == 0 ? null : Assert.Single(states).Groups["value"].Value);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    static Task WriteHeadersAsync(HttpContext context) => context.Response.WriteAsync(
        Lines("parent", context.Request.Headers.TraceParent) + Lines("state", context.Request.Headers.TraceState));

    static string Lines(string name, StringValues values) => string.Concat(values.Select(value => $"<{name}>{value}</{name}>"));

    [GeneratedRegex("<parent>(?<value>[^<]*)</parent>")]
    private static partial Regex Parents();

    [GeneratedRegex("<state>(?<value>.*)</state>")]
    private static partial Regex States();
}
