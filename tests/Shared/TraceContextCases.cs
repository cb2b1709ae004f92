namespace Stackbilt.Observability.Tests;

/// <summary>
/// The cases of the standard's own test suite (w3c/trace-context, test/test.py) that ask for something of one request: what
/// the service sends on. In addition those of Level 2 that it does not have yet.
/// </summary>
public static class TraceContextCases
{
    public const string Id = "12345678901234567890123456789012";
    public const string Parent = $"traceparent: 00-{Id}-1234567890123456-00";

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
        { ["tracestate: " + EveryCharacter("")], EveryCharacter("") },
        { ["tracestate: " + EveryCharacter("@a-z0-9_-*/")], EveryCharacter("@a-z0-9_-*/") },
        { ["tracestate: foo=1", $"tracestate: {new string('t', 241)}@{new string('v', 14)}=1"], $"foo=1,{new string('t', 241)}@{new string('v', 14)}=1" },
        { ["tracestate: " + Longest], Longest },
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

    /// <summary>Flags as they come, and what of them is sent on where the trace is recorded as it says.</summary>
    public static TheoryData<string, string> Flags => new()
    {
        { "00", "00" },
        { "01", "01" },
        { "02", "02" },
        { "03", "03" },
        { "fd", "01" },
        { "ff", "03" },
    };

    static string Members(int first, int last) =>
        string.Join(',', Enumerable.Range(first, last - first + 1).Select(number => $"bar{number:00}={number:00}"));

    /// <summary>512 characters, in members of at most 128.</summary>
    static readonly string Longest = string.Join(
        ',', Enumerable.Range(1, 4).Select(static number => $"k{number}={new string('v', number == 4 ? 125 : 124)}"));

    static string EveryCharacter(string system) =>
        "abcdefghijklmnopqrstuvwxyz0123456789_-*/" + system + "="
        + string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(static number => (char)number).Where(static one => one is not (',' or '=')));
}
