using System.Text;

namespace Stackbilt.Observability;

/// <summary>The text of a <c>baggage</c> header (W3C Baggage, section 3.3).</summary>
static class BaggageHeaderText
{
    public static Baggage Read(ReadOnlySpan<char> header)
    {
        header = WithinLimit(header);
        List<BaggageEntry>? read = null;
        while (!header.IsEmpty && (read is null || read.Count < BaggagePropagator.MostEntries))
        {
            var comma = header.IndexOf(',');
            if (TryRead(comma < 0 ? header : header[..comma], out var entry))
                (read ??= []).Add(entry);

            header = comma < 0 ? default : header[(comma + 1)..];
        }

        return read is null ? Baggage.Empty : Baggage.Of([.. read]);
    }

    public static string? Write(Baggage baggage)
    {
        var text = new BaggageHeaderWriter(stackalloc char[BaggageHeaderWriter.Room]);
        for (var place = 0; place < baggage.Count; place++)
            text.TryAdd(baggage[place]);

        return text.Written;
    }

    /// <summary>An entry that does not end within the limit is left out as a whole.</summary>
    static ReadOnlySpan<char> WithinLimit(ReadOnlySpan<char> header)
    {
        if (header.Length <= BaggagePropagator.MostBytes)
            return header;

        var lastComma = header[..(BaggagePropagator.MostBytes + 1)].LastIndexOf(',');
        return lastComma < 0 ? default : header[..lastComma];
    }

    static bool TryRead(ReadOnlySpan<char> member, out BaggageEntry entry)
    {
        entry = default;
        var semicolon = member.IndexOf(';');
        var metadata = semicolon < 0 ? default : member[(semicolon + 1)..].Trim(" \t;");
        var pair = semicolon < 0 ? member : member[..semicolon];
        var equals = pair.IndexOf('=');
        if (equals < 0)
            return false;

        var key = pair[..equals].Trim(" \t");
        var value = pair[(equals + 1)..].Trim(" \t");
        if (!BaggageGrammar.IsKey(key) || !AreOctets(value) || !BaggageGrammar.HasCharactersOfMetadata(metadata))
            return false;

        // Malformed properties would go on to services that refuse the whole header for them; the value counts all the same.
        var goesOn = !metadata.IsEmpty && BaggageGrammar.IsMetadata(metadata);
        entry = new BaggageEntry(key.ToString(), Decoded(value), goesOn ? metadata.ToString() : null);
        return true;
    }

    static bool AreOctets(ReadOnlySpan<char> value)
    {
        foreach (var character in value)
        {
            if (!BaggageGrammar.IsOctet(character))
                return false;
        }

        return true;
    }

    /// <summary>What is no UTF-8 becomes U+FFFD, as the standard asks, and a percent sign before no two digits is one.</summary>
    static string Decoded(ReadOnlySpan<char> value)
    {
        if (!value.Contains('%'))
            return value.ToString();

        Span<byte> bytes = value.Length <= 256 ? stackalloc byte[256] : new byte[value.Length];
        var length = 0;
        for (var place = 0; place < value.Length; place++)
        {
            if (value[place] == '%'
                && place + 2 < value.Length
                && char.IsAsciiHexDigit(value[place + 1])
                && char.IsAsciiHexDigit(value[place + 2]))
            {
                bytes[length++] = (byte)((Digit(value[place + 1]) << 4) | Digit(value[place + 2]));
                place += 2;
            }
            else
            {
                bytes[length++] = (byte)value[place];
            }
        }

        return Encoding.UTF8.GetString(bytes[..length]);
    }

    static int Digit(char hex) => char.IsAsciiDigit(hex) ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
