namespace Stackbilt.Observability.Tests;

/// <summary>
/// The cases of W3C Trace Context under one carrier, with and without activities of the host, where nobody listens.
/// </summary>
public class W3CTraceContextTests
{
    [Theory]
    [MemberData(nameof(TraceContextCases.Read), MemberType = typeof(TraceContextCases))]
    public Task A_trace_goes_on(string header) => WithAndWithoutHostActivitiesAsync(async service =>
    {
        var (trace, state) = await service.CallAsync(header, "tracestate: foo=1");

        Assert.Equal((TraceContextCases.Id, "foo=1"), (trace, state));
    });

    [Theory]
    [MemberData(nameof(TraceContextCases.Refused), MemberType = typeof(TraceContextCases))]
    public Task A_trace_begins_anew(string[] headers) => WithAndWithoutHostActivitiesAsync(async service =>
    {
        var (trace, state) = await service.CallAsync([.. headers, "tracestate: foo=1"]);

        Assert.DoesNotContain("1234567890123456789012345678901", trace, StringComparison.Ordinal);
        Assert.Null(state);
    });

    [Theory]
    [MemberData(nameof(TraceContextCases.States), MemberType = typeof(TraceContextCases))]
    public Task The_trace_state_goes_on_where_it_is_valid(string[] headers, string? expected) =>
        WithAndWithoutHostActivitiesAsync(async service =>
        {
            var (trace, state) = await service.CallAsync([TraceContextCases.Parent, .. headers]);

            Assert.Equal((TraceContextCases.Id, expected), (trace, state));
        });

    static async Task WithAndWithoutHostActivitiesAsync(Func<CallingService, Task> test)
    {
        foreach (var hostActivities in new[] { true, false })
        {
            await using var service = await CallingService.StartAsync(hostActivities, injected: true);
            await test(service);
        }
    }
}
