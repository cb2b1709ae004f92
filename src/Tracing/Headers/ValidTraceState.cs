namespace Stackbilt.Observability;

/// <summary>
/// What of a <c>tracestate</c> may be kept and sent on (W3C Trace Context Level 2, section 3.3). The platform's own check, which
/// .NET 10 has, is not public, takes 256 characters only, and keeps what comes before a fault.
/// </summary>
static class ValidTraceState
{
    /// <summary>What the standard asks everybody to send on.</summary>
    const int MostCharacters = 512;

    const int MostMembers = 32;

    /// <summary>Members that are longer are the first to go where the whole is too long.</summary>
    const int LongMember = 128;

    // A state is checked on the way in, at the start of a span and on the way out, often by one thread.
    [ThreadStatic]
    static string? _lastFound;

    /// <summary>The same context with no more than the valid part of its trace state.</summary>
    public static SpanContext In(SpanContext context) =>
        context.TraceState is null ? context : context with { TraceState = Of(context.TraceState) };

    /// <summary>
    /// The text itself where nothing is wrong with it; without blanks, empty members, second values of a key and what is too
    /// much, where there are such; null where it is empty or breaks the grammar.
    /// </summary>
    public static string? Of(string? given)
    {
        if (string.IsNullOrEmpty(given))
            return null;

        ref var last = ref _lastFound;
        if (ReferenceEquals(given, last))
            return given;

        var found = Find(given);
        if (found is not null)
            last = found;

        return found;
    }

    static string? Find(string given)
    {
        Span<Range> members = stackalloc Range[MostMembers];
        if (!TryFind(given, members, out var count))
            return null;

        members = members[..WithoutSecondValues(given, members[..count])];
        var length = LengthOf(members);
        while (length > MostCharacters)
        {
            var place = FirstToGo(members);
            length -= LengthOf(members[place]) + 1;
            members[(place + 1)..].CopyTo(members[place..]);
            members = members[..^1];
        }

        return length == given.Length ? given : Join(given, members, length);
    }

    /// <summary>The places of the members that are not empty; false where one is malformed or there are too many.</summary>
    static bool TryFind(ReadOnlySpan<char> given, Span<Range> members, out int count)
    {
        count = 0;
        for (var start = 0; start <= given.Length;)
        {
            var comma = given[start..].IndexOf(',');
            var end = comma < 0 ? given.Length : start + comma;
            var member = Trimmed(given, start, end);
            if (LengthOf(member) > 0)
            {
                if (count == members.Length || !TraceStateGrammar.IsMember(given[member]))
                    return false;

                members[count++] = member;
            }

            start = end + 1;
        }

        return true;
    }

    static Range Trimmed(ReadOnlySpan<char> given, int start, int end)
    {
        while (start < end && given[start] is ' ' or '\t')
            start++;

        while (end > start && given[end - 1] is ' ' or '\t')
            end--;

        return start..end;
    }

    /// <summary>Keeps the first of each key, which is the latest; answers how many are left.</summary>
    static int WithoutSecondValues(ReadOnlySpan<char> given, Span<Range> members)
    {
        var kept = 0;
        foreach (var member in members)
        {
            if (!HasKey(given, members[..kept], KeyOf(given[member])))
                members[kept++] = member;
        }

        return kept;
    }

    static bool HasKey(ReadOnlySpan<char> given, ReadOnlySpan<Range> members, ReadOnlySpan<char> key)
    {
        foreach (var member in members)
        {
            if (KeyOf(given[member]).SequenceEqual(key))
                return true;
        }

        return false;
    }

    static ReadOnlySpan<char> KeyOf(ReadOnlySpan<char> member) => member[..member.IndexOf('=')];

    /// <summary>The last of the long ones, else the last.</summary>
    static int FirstToGo(ReadOnlySpan<Range> members)
    {
        var place = members.Length - 1;
        while (place >= 0 && LengthOf(members[place]) <= LongMember)
            place--;

        return place >= 0 ? place : members.Length - 1;
    }

    static int LengthOf(Range member) => member.End.Value - member.Start.Value;

    /// <summary>Of all of them, with a comma between each two.</summary>
    static int LengthOf(ReadOnlySpan<Range> members)
    {
        var length = members.Length - 1;
        foreach (var member in members)
            length += LengthOf(member);

        return length;
    }

    static string? Join(string given, ReadOnlySpan<Range> members, int length)
    {
        if (members.IsEmpty)
            return null;

        Span<char> joined = stackalloc char[MostCharacters];
        var end = 0;
        foreach (var member in members)
        {
            if (end > 0)
                joined[end++] = ',';

            given.AsSpan(member).CopyTo(joined[end..]);
            end += LengthOf(member);
        }

        return joined[..length].ToString();
    }
}
