using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>Reading and writing of 16 hexadecimal digits, which later platforms do without a string.</summary>
static class HexNumbers
{
    const string Digits = "0123456789abcdef";
    const int Length = 16;

    extension(ulong)
    {
        public static bool TryParse(ReadOnlySpan<char> hex, NumberStyles style, IFormatProvider provider, out ulong value) =>
            ulong.TryParse(hex.ToString(), style, provider, out value);
    }

    public static bool TryFormat(this ulong value, Span<char> destination, out int written, string format, IFormatProvider provider)
    {
        for (var place = Length - 1; place >= 0; place--, value >>= 4)
            destination[place] = Digits[(int)(value & 0xF)];

        written = Length;
        return true;
    }

    public static bool TryFormat(this ulong value, Span<byte> destination, out int written, string format, IFormatProvider provider)
    {
        for (var place = Length - 1; place >= 0; place--, value >>= 4)
            destination[place] = (byte)Digits[(int)(value & 0xF)];

        written = Length;
        return true;
    }

    public static bool Contains(this ReadOnlySpan<char> text, char character) => text.IndexOf(character) >= 0;
}
