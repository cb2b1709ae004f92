using System.Text.RegularExpressions;

namespace Stackbilt.Observability.Tests.Headers;

/// <summary>
/// The grammar of W3C Trace Context, written down a second time: what the library sends is judged by this and not by its own
/// code.
/// </summary>
static partial class TraceStates
{
    public static bool IsTraceParent(string value) => TraceParent().IsMatch(value);

    /// <summary>What may be sent: members with one comma between each two, no key twice, 32 of them, 512 characters.</summary>
    public static bool IsToBeSent(string value)
    {
        var members = value.Split(',');
        return value.Length <= 512
            && members.Length <= 32
            && members.All(IsMember)
            && members.Select(KeyOf).Distinct().Count() == members.Length;
    }

    /// <summary>What a receiver has to take: blanks around members and empty members are allowed, a malformed member is not.</summary>
    public static string[]? MembersOf(string value)
    {
        var members = value.Split(',').Select(member => member.Trim(' ', '\t')).Where(member => member.Length > 0).ToArray();
        return members.Length <= 32 && members.All(IsMember) ? members : null;
    }

    public static string KeyOf(string member) => member.Split('=')[0];

    static bool IsMember(string member) => Member().IsMatch(member);

    [GeneratedRegex(@"\A00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[0-3]\z")]
    private static partial Regex TraceParent();

    [GeneratedRegex(
        @"\A([a-z0-9][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})"
        + @"=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]\z")]
    private static partial Regex Member();
}
