using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>Reading of hexadecimal digits, which later platforms do without a string.</summary>
static class HexNumbers
{
    extension(ulong)
    {
        public static bool TryParse(ReadOnlySpan<char> hex, NumberStyles style, IFormatProvider provider, out ulong value) =>
            ulong.TryParse(hex.ToString(), style, provider, out value);
    }

    public static bool Contains(this ReadOnlySpan<char> text, char character) => text.IndexOf(character) >= 0;
}
