using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>
/// The 16-byte identity of a trace, written as 32 lower-case hexadecimal digits (W3C Trace Context, section 3.2.2.3).
/// </summary>
/// <remarks>
/// A value: copying, comparing and formatting into a buffer allocate nothing. Safe from any thread.
/// <c>default</c> is the invalid id of all zeros.
/// </remarks>
#if !NETSTANDARD2_0
[System.Text.Json.Serialization.JsonConverter(typeof(TraceIdJsonConverter))]
#endif
public readonly record struct TraceId
#if NETSTANDARD2_0
    : IFormattable
#else
    : ISpanFormattable, IUtf8SpanFormattable
#endif
{
    /// <summary>The number of hexadecimal digits of a trace id: 32.</summary>
    public const int HexLength = 32;

    readonly ulong _high;
    readonly ulong _low;

    /// <summary>Makes an id of its two halves, most significant first. Two zeros make the invalid id.</summary>
    /// <param name="high">The first eight bytes, big-endian.</param>
    /// <param name="low">The last eight bytes, big-endian.</param>
    public TraceId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>False for <c>default</c>, the id of all zeros, which names no trace.</summary>
    public bool IsValid => (_high | _low) != 0;

    /// <summary>A new random id, never the invalid one. Not for secrets: the generator is fast, not cryptographic.</summary>
    public static TraceId CreateRandom()
    {
        TraceId id;
        do
        {
            id = new TraceId(RandomBits.Next(), RandomBits.Next());
        }
        while (!id.IsValid);

        return id;
    }

    /// <summary>Reads 32 hexadecimal digits, no more and no fewer.</summary>
    /// <param name="hex">The digits, in either case.</param>
    /// <param name="id">The id, or <c>default</c> where this answers false.</param>
    /// <returns>False for any other length, for a character that is no digit, and for all zeros.</returns>
    public static bool TryParse(ReadOnlySpan<char> hex, out TraceId id)
    {
        id = default;
        // The platform's parser passes over null characters at the end.
        if (hex.Length != HexLength
            || hex.Contains('\0')
            || !ulong.TryParse(hex.Slice(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(hex.Slice(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
        {
            return false;
        }

        id = new TraceId(high, low);
        return id.IsValid;
    }

    /// <summary>Writes the 32 digits into <paramref name="destination"/>; allocates nothing.</summary>
    /// <param name="destination">Room for 32 characters.</param>
    /// <param name="charsWritten">32, or 0 where there is not enough room.</param>
    /// <param name="format">Ignored: there is one format.</param>
    /// <param name="provider">Ignored: the digits are the same in every culture.</param>
    /// <returns>False where <paramref name="destination"/> is too short.</returns>
    public bool TryFormat(
        Span<char> destination,
        out int charsWritten,
        ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
    {
        charsWritten = 0;
        if (destination.Length < HexLength)
            return false;

        charsWritten = HexLength;
        LowerHex.Write(_high, destination);
        LowerHex.Write(_low, destination.Slice(16));
        return true;
    }

    /// <summary>Writes the 32 digits as UTF-8 into <paramref name="utf8Destination"/>; allocates nothing.</summary>
    /// <param name="utf8Destination">Room for 32 bytes.</param>
    /// <param name="bytesWritten">32, or 0 where there is not enough room.</param>
    /// <param name="format">Ignored: there is one format.</param>
    /// <param name="provider">Ignored: the digits are the same in every culture.</param>
    /// <returns>False where <paramref name="utf8Destination"/> is too short.</returns>
    public bool TryFormat(
        Span<byte> utf8Destination,
        out int bytesWritten,
        ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
    {
        bytesWritten = 0;
        if (utf8Destination.Length < HexLength)
            return false;

        bytesWritten = HexLength;
        LowerHex.Write(_high, utf8Destination);
        LowerHex.Write(_low, utf8Destination.Slice(16));
        return true;
    }

    /// <summary>The 32 digits as a new string (one allocation).</summary>
    public override string ToString()
    {
        Span<char> digits = stackalloc char[HexLength];
        TryFormat(digits, out _);
        return digits.ToString();
    }

    /// <summary>The 32 digits as a new string; both arguments are ignored.</summary>
    /// <param name="format">Ignored.</param>
    /// <param name="formatProvider">Ignored.</param>
    [SuppressMessage("Design", "CA1033", Justification = "The one format there is; ToString() is the public way.")]
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();
}
