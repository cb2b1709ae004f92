namespace Stackbilt.Observability.Tests;

/// <summary>
/// The cases of the standard's own test suite (w3c/trace-context, test/test.py) that ask for something of one request: what
/// the service sends on.
/// </summary>
public class W3CTraceContextTests
{
    const string Id = "12345678901234567890123456789012";
    const string Parent = $"traceparent: 00-{Id}-1234567890123456-00";

    /// <summary>Traces that go on.</summary>
    public static TheoryData<string> Read =>
    [
        $"traceparent: 00-{Id}-1234567890123456-01",
        $"TraceParent: 00-{Id}-1234567890123456-01",
        $"TrAcEpArEnT: 00-{Id}-1234567890123456-01",
        $"TRACEPARENT: 00-{Id}-1234567890123456-01",
        $"traceparent: cc-{Id}-1234567890123456-01",
        $"traceparent: cc-{Id}-1234567890123456-01-what-the-future-will-be-like",
        $"traceparent:  00-{Id}-1234567890123456-01",
        $"traceparent: \t00-{Id}-1234567890123456-01",
        $"traceparent: 00-{Id}-1234567890123456-01 ",
        $"traceparent: 00-{Id}-1234567890123456-01\t",
        $"traceparent: \t 00-{Id}-1234567890123456-01 \t",
    ];

    /// <summary>Traces that begin anew.</summary>
    public static TheoryData<string[]> Refused =>
    [
        (string[])[],
        ["traceparent: 00-12345678901234567890123456789011-1234567890123456-01", $"traceparent: 00-{Id}-1234567890123456-01"],
        [$"traceparent: cc-{Id}-1234567890123456-01-more", $"traceparent: 00-{Id}-1234567890123456-01"],
        [$"trace-parent: 00-{Id}-1234567890123456-01"],
        [$"trace.parent: 00-{Id}-1234567890123456-01"],
        [$"traceparent: 00-{Id}-1234567890123456-01."],
        [$"traceparent: 00-{Id}-1234567890123456-01-what-the-future-will-be-like"],
        [$"traceparent: cc-{Id}-1234567890123456-01.what-the-future-will-be-like"],
        [$"traceparent: ff-{Id}-1234567890123456-01"],
        [$"traceparent: .0-{Id}-1234567890123456-01"],
        [$"traceparent: 0.-{Id}-1234567890123456-01"],
        [$"traceparent: 000-{Id}-1234567890123456-01"],
        [$"traceparent: 0000-{Id}-1234567890123456-01"],
        [$"traceparent: 0-{Id}-1234567890123456-01"],
        ["traceparent: 00-00000000000000000000000000000000-1234567890123456-01"],
        ["traceparent: 00-.2345678901234567890123456789012-1234567890123456-01"],
        ["traceparent: 00-1234567890123456789012345678901.-1234567890123456-01"],
        ["traceparent: 00-123456789012345678901234567890123-1234567890123456-01"],
        ["traceparent: 00-1234567890123456789012345678901-1234567890123456-01"],
        [$"traceparent: 00-{Id}-0000000000000000-01"],
        [$"traceparent: 00-{Id}-.234567890123456-01"],
        [$"traceparent: 00-{Id}-123456789012345.-01"],
        [$"traceparent: 00-{Id}-12345678901234567-01"],
        [$"traceparent: 00-{Id}-123456789012345-01"],
        [$"traceparent: 00-{Id}-1234567890123456-.0"],
        [$"traceparent: 00-{Id}-1234567890123456-0."],
        [$"traceparent: 00-{Id}-1234567890123456-001"],
        [$"traceparent: 00-{Id}-1234567890123456-1"],
    ];

    /// <summary>Lines of trace state, and the one line that is sent on.</summary>
    public static TheoryData<string[], string?> States => new()
    {
        { ["tracestate: foo=1,bar=2"], "foo=1,bar=2" },
        { ["trace-state: foo=1"], null },
        { ["trace.state: foo=1"], null },
        { ["TraceState: foo=1"], "foo=1" },
        { ["TRACESTATE: foo=1"], "foo=1" },
        { ["tracestate:"], null },
        { ["tracestate: foo=1", "tracestate:"], "foo=1" },
        { ["tracestate:", "tracestate: foo=1"], "foo=1" },
        { ["tracestate: foo=1,bar=2", "tracestate: rojo=1,congo=2", "tracestate: baz=3"], "foo=1,bar=2,rojo=1,congo=2,baz=3" },
        { ["tracestate: foo=1,foo=1"], "foo=1" },
        { ["tracestate: foo=1,foo=2"], "foo=1" },
        { ["tracestate: foo=1", "tracestate: foo=2"], "foo=1" },
        { ["tracestate: foo=1 \t , \t bar=2, \t baz=3"], "foo=1,bar=2,baz=3" },
        { ["tracestate: foo=1\t \t,\t \tbar=2,\t \tbaz=3"], "foo=1,bar=2,baz=3" },
        { ["tracestate: \t foo=1 \t"], "foo=1" },
        { ["tracestate: foo =1"], null },
        { ["tracestate: FOO=1"], null },
        { ["tracestate: foo.bar=1"], null },
        { ["tracestate: foo@=1,bar=2"], null },
        { ["tracestate: @foo=1,bar=2"], null },
        { ["tracestate: foo@@bar=1,bar=2"], null },
        { ["tracestate: foo@bar@baz=1,bar=2"], null },
        { ["tracestate: " + Members(1, 10), "tracestate: " + Members(11, 32)], Members(1, 32) },
        { ["tracestate: " + Members(1, 10), "tracestate: " + Members(11, 33)], null },
        { ["tracestate: foo=1", $"tracestate: {new string('z', 256)}=1"], $"foo=1,{new string('z', 256)}=1" },
        { ["tracestate: foo=1", $"tracestate: {new string('z', 257)}=1"], null },
        { ["tracestate: foo=1", $"tracestate: {new string('t', 242)}@v=1"], null },
        { ["tracestate: foo=1", $"tracestate: t@{new string('v', 15)}=1"], null },
        { ["tracestate: foo=bar=baz"], null },
        { ["tracestate: foo=,bar=3"], null },
        { ["tracestate: a=\u00e9"], null },
    };

    [Theory]
    [MemberData(nameof(Read))]
    public Task A_trace_goes_on(string header) => WithAndWithoutHostActivitiesAsync(async service =>
    {
        var (trace, state) = await service.CallAsync(header, "tracestate: foo=1");

        Assert.Equal((Id, "foo=1"), (trace, state));
    });

    [Theory]
    [MemberData(nameof(Refused))]
    public Task A_trace_begins_anew(string[] headers) => WithAndWithoutHostActivitiesAsync(async service =>
    {
        var (trace, state) = await service.CallAsync([.. headers, "tracestate: foo=1"]);

        Assert.DoesNotContain("1234567890123456789012345678901", trace, StringComparison.Ordinal);
        Assert.Null(state);
    });

    [Theory]
    [MemberData(nameof(States))]
    public Task The_trace_state_goes_on_where_it_is_valid(string[] headers, string? expected) =>
        WithAndWithoutHostActivitiesAsync(async service =>
        {
            var (trace, state) = await service.CallAsync([Parent, .. headers]);

            Assert.Equal((Id, expected), (trace, state));
        });

    static async Task WithAndWithoutHostActivitiesAsync(Func<CallingService, Task> test)
    {
        foreach (var hostActivities in new[] { true, false })
        {
            await using var service = await CallingService.StartAsync(hostActivities, injected: true);
            await test(service);
        }
    }

    static string Members(int first, int last) =>
        string.Join(',', Enumerable.Range(first, last - first + 1).Select(number => $"bar{number:00}={number:00}"));
}
