using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// HttpClient writes the trace state of the activity that is current. Its propagator of before .NET 10 writes it as it is; the
/// one since then checks it, but a program can choose.
/// </summary>
public sealed class PlatformHeadersTests : IDisposable
{
    const string Id = "12345678901234567890123456789012";
    const string Parent = $"traceparent: 00-{Id}-1234567890123456-01";

    readonly DistributedContextPropagator _before = DistributedContextPropagator.Current;

    public void Dispose() => DistributedContextPropagator.Current = _before;

    [Theory]
    [InlineData(true, "tracestate: a=\u00e9", null)]
    [InlineData(false, "tracestate: a=\u00e9", null)]
    [InlineData(true, "tracestate: good=1,\u00e9=1", null)]
    [InlineData(false, "tracestate: good=1,\u00e9=1", null)]
    [InlineData(true, "tracestate: foo@=1,bar=2", null)]
    [InlineData(false, "tracestate: foo@=1,bar=2", null)]
    [InlineData(true, "tracestate: foo=1, bar=2", "foo=1,bar=2")]
    [InlineData(false, "tracestate: foo=1, bar=2", "foo=1,bar=2")]
    [InlineData(true, "tracestate:", null)]
    public async Task Carry_what_is_valid_of_the_callers_trace_state(bool isCurrent, string header, string? expected)
    {
        if (!isCurrent)
            DistributedContextPropagator.Current = DistributedContextPropagator.CreatePreW3CPropagator();

        await using var service = await CallingService.StartAsync(hostActivities: true, injected: false);

        Assert.Equal((Id, expected), await service.CallAsync(Parent, header));
        var spans = await service.Recorder.WaitForAsync(2, HangGuard.Token);
        Assert.All(spans, span => Assert.Equal(expected, span.Context.TraceState));
    }

    [Theory]
    [InlineData("ot=th:8", "ot=th:8")]
    [InlineData("ot=th:8\r\nx-evil: 1", null)]
    public async Task Carry_what_a_listener_has_put_there_where_it_is_valid(string put, string? expected)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => activity.TraceStateString = put,
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = await CallingService.StartAsync(hostActivities: true, injected: true);

        Assert.Equal((Id, expected), await service.CallAsync(Parent, "tracestate: foo=1"));
        Assert.Equal(expected, (await service.CallAsync()).State);
    }
}
