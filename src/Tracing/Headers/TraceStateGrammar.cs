using System.Buffers;

namespace Stackbilt.Observability;

/// <summary>One member of a <c>tracestate</c>, <c>key=value</c>, as W3C Trace Context has it.</summary>
static class TraceStateGrammar
{
    const int MostKeyCharacters = 256;
    const int MostTenantCharacters = 241;
    const int MostSystemCharacters = 14;
    const int MostValueCharacters = 256;

    static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-*/");
    static readonly SearchValues<char> ValueCharacters = SearchValues.Create(
        " !\"#$%&'()*+-./0123456789:;<>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <param name="member">With no blanks before and after it.</param>
    public static bool IsMember(ReadOnlySpan<char> member)
    {
        var equals = member.IndexOf('=');
        return equals > 0 && IsKey(member[..equals]) && IsValue(member[(equals + 1)..]);
    }

    /// <summary>
    /// At most one <c>@</c>, between a tenant and a system, as in Level 1 of the standard: Level 2 allows it everywhere, but the
    /// standard's own tests still refuse it elsewhere. A digit may come first, as in Level 2.
    /// </summary>
    static bool IsKey(ReadOnlySpan<char> key)
    {
        var at = key.IndexOf('@');
        return at < 0
            ? IsName(key, MostKeyCharacters)
            : IsName(key[..at], MostTenantCharacters)
                && IsName(key[(at + 1)..], MostSystemCharacters)
                && char.IsAsciiLetterLower(key[at + 1]);
    }

    static bool IsName(ReadOnlySpan<char> name, int most) =>
        !name.IsEmpty
        && name.Length <= most
        && (char.IsAsciiLetterLower(name[0]) || char.IsAsciiDigit(name[0]))
        && !name.ContainsAnyExcept(KeyCharacters);

    static bool IsValue(ReadOnlySpan<char> value) =>
        !value.IsEmpty && value.Length <= MostValueCharacters && !value.ContainsAnyExcept(ValueCharacters);
}
