using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>
/// The 8-byte identity of a span, written as 16 lower-case hexadecimal digits (W3C Trace Context, section 3.2.2.4).
/// </summary>
/// <remarks>
/// A value: copying, comparing and formatting into a buffer allocate nothing. Safe from any thread.
/// <c>default</c> is the invalid id of all zeros.
/// </remarks>
#if !NETSTANDARD2_0
[System.Text.Json.Serialization.JsonConverter(typeof(SpanIdJsonConverter))]
#endif
public readonly record struct SpanId
#if NETSTANDARD2_0
    : IFormattable
#else
    : ISpanFormattable, IUtf8SpanFormattable
#endif
{
    /// <summary>The number of hexadecimal digits of a span id: 16.</summary>
    public const int HexLength = 16;

    readonly ulong _value;

    /// <summary>Makes an id of its eight bytes, read as a big-endian number. Zero makes the invalid id.</summary>
    /// <param name="value">The eight bytes.</param>
    public SpanId(ulong value) => _value = value;

    /// <summary>False for <c>default</c>, the id of all zeros, which names no span.</summary>
    public bool IsValid => _value != 0;

    /// <summary>A new random id, never the invalid one. Not for secrets: the generator is fast, not cryptographic.</summary>
    public static SpanId CreateRandom()
    {
        ulong value;
        do
        {
            value = RandomBits.Next();
        }
        while (value == 0);

        return new SpanId(value);
    }

    /// <summary>Reads 16 hexadecimal digits, no more and no fewer.</summary>
    /// <param name="hex">The digits, in either case.</param>
    /// <param name="id">The id, or <c>default</c> where this answers false.</param>
    /// <returns>False for any other length, for a character that is no digit, and for all zeros.</returns>
    public static bool TryParse(ReadOnlySpan<char> hex, out SpanId id)
    {
        id = default;
        // The platform's parser passes over null characters at the end.
        if (hex.Length != HexLength
            || hex.Contains('\0')
            || !ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        id = new SpanId(value);
        return id.IsValid;
    }

    /// <summary>Writes the 16 digits into <paramref name="destination"/>; allocates nothing.</summary>
    /// <param name="destination">Room for 16 characters.</param>
    /// <param name="charsWritten">16, or 0 where there is not enough room.</param>
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
        LowerHex.Write(_value, destination);
        return true;
    }

    /// <summary>Writes the 16 digits as UTF-8 into <paramref name="utf8Destination"/>; allocates nothing.</summary>
    /// <param name="utf8Destination">Room for 16 bytes.</param>
    /// <param name="bytesWritten">16, or 0 where there is not enough room.</param>
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
        LowerHex.Write(_value, utf8Destination);
        return true;
    }

    /// <summary>The 16 digits as a new string (one allocation).</summary>
    public override string ToString()
    {
        Span<char> digits = stackalloc char[HexLength];
        TryFormat(digits, out _);
        return digits.ToString();
    }

    /// <summary>The 16 digits as a new string; both arguments are ignored.</summary>
    /// <param name="format">Ignored.</param>
    /// <param name="formatProvider">Ignored.</param>
    [SuppressMessage("Design", "CA1033", Justification = "The one format there is; ToString() is the public way.")]
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();
}
