namespace Stackbilt.Observability;

/// <summary>What a <c>baggage</c> header can carry as a key and as the properties after a value (W3C Baggage, section 3.3.1).</summary>
static class BaggageGrammar
{
    const string OtherKeyCharacters = "!#$%&'*+-.^_`|~";

    /// <summary>At the place where the program gives them.</summary>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">A header cannot carry it.</exception>
    public static void Check(string key, string? metadata)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!IsKey(key.AsSpan()))
        {
            throw new ArgumentException(
                $"'{key}' cannot be a key of baggage. A key has one character or more: letters and digits of ASCII, and {OtherKeyCharacters}",
                nameof(key));
        }

        if (metadata is not null && !IsMetadata(metadata.AsSpan()))
        {
            throw new ArgumentException(
                $"'{metadata}' cannot be the metadata of baggage. It is what stands after a value in the header, as name or name=value with "
                + "a semicolon between each two: printable ASCII without quotes, commas and backslashes.",
                nameof(metadata));
        }
    }

    /// <summary>A token of HTTP.</summary>
    public static bool IsKey(ReadOnlySpan<char> key)
    {
        foreach (var character in key)
        {
            if (!IsLetterOrDigit(character) && OtherKeyCharacters.IndexOf(character) < 0)
                return false;
        }

        return !key.IsEmpty;
    }

    /// <summary>Properties with a semicolon between each two: names, and names with a value. What they say is not looked into.</summary>
    public static bool IsMetadata(ReadOnlySpan<char> metadata)
    {
        while (!metadata.IsEmpty)
        {
            var semicolon = metadata.IndexOf(';');
            if (!IsProperty(semicolon < 0 ? metadata : metadata.Slice(0, semicolon)) || semicolon == metadata.Length - 1)
                return false;

            metadata = semicolon < 0 ? default : metadata.Slice(semicolon + 1);
        }

        return true;
    }

    /// <summary>Whether it has only characters that may stand in metadata, well-formed or not.</summary>
    public static bool HasCharactersOfMetadata(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!IsOctet(character) && character is not (' ' or '\t' or ';'))
                return false;
        }

        return true;
    }

    /// <summary>What may stand in a value as it is.</summary>
    public static bool IsOctet(char character) => character is > ' ' and <= '~' and not ('"' or ',' or ';' or '\\');

    static bool IsProperty(ReadOnlySpan<char> property)
    {
        var equals = property.IndexOf('=');
        if (!IsKey(Trimmed(equals < 0 ? property : property.Slice(0, equals))))
            return false;

        foreach (var character in Trimmed(equals < 0 ? default : property.Slice(equals + 1)))
        {
            if (!IsOctet(character))
                return false;
        }

        return true;
    }

    static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> text) => text.Trim(" \t".AsSpan());

    static bool IsLetterOrDigit(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
