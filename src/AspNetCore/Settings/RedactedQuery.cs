using System.Text;

namespace Stackbilt.Observability;

/// <summary>A query as it may be exported: the names of all keys, and the values of those that the application has named.</summary>
sealed class RedactedQuery(IEnumerable<string> shown)
{
    const string Hidden = "REDACTED";

    // Nobody reads more of it, and a caller may send a great deal.
    const int MostCharacters = 2_048;

    readonly HashSet<string> _shown = new(shown, StringComparer.Ordinal);

    /// <summary>Null where there is none; what is given begins with the question mark.</summary>
    public string? Of(string? query)
    {
        if (query is not { Length: > 1 } value)
            return null;

        var written = new StringBuilder(Math.Min(value.Length + 16, MostCharacters));
        for (var start = 1; start <= value.Length && written.Length < MostCharacters;)
        {
            var end = value.IndexOf('&', start) is >= 0 and var found ? found : value.Length;
            if (start > 1)
                written.Append('&');

            Append(written, value.AsSpan(start..end));
            start = end + 1;
        }

        return written.Length <= MostCharacters ? written.ToString() : written.ToString(0, MostCharacters);
    }

    void Append(StringBuilder written, ReadOnlySpan<char> part)
    {
        var equals = part.IndexOf('=');
        if (equals < 0)
        {
            // It may be a value without a name.
            written.Append(part.IsEmpty ? "" : Hidden);
            return;
        }

        var key = part[..equals];
        written.Append(key).Append('=');
        if (_shown.Count > 0 && _shown.Contains(Uri.UnescapeDataString(key.ToString())))
            written.Append(part[(equals + 1)..]);
        else
            written.Append(Hidden);
    }
}
