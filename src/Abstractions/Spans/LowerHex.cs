#if NET9_0_OR_GREATER
using System.Buffers.Binary;
#endif

namespace Stackbilt.Observability;

/// <summary>The sixteen digits of a number in lower case, as headers have them. The platform looks at format and culture each time.</summary>
static class LowerHex
{
    const int Digits = 16;

#if NET9_0_OR_GREATER
    public static void Write(ulong value, Span<char> destination)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        Convert.TryToHexStringLower(bytes, destination.Slice(0, Digits), out _);
    }

    public static void Write(ulong value, Span<byte> destination)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        Convert.TryToHexStringLower(bytes, destination.Slice(0, Digits), out _);
    }
#else
    static ReadOnlySpan<byte> Digit => "0123456789abcdef"u8;

    public static void Write(ulong value, Span<char> destination)
    {
        destination = destination.Slice(0, Digits);
        for (var place = Digits - 1; place >= 0; place--)
        {
            destination[place] = (char)Digit[(int)(value & 15)];
            value >>= 4;
        }
    }

    public static void Write(ulong value, Span<byte> destination)
    {
        destination = destination.Slice(0, Digits);
        for (var place = Digits - 1; place >= 0; place--)
        {
            destination[place] = Digit[(int)(value & 15)];
            value >>= 4;
        }
    }
#endif
}
