namespace Stackbilt.Observability;

/// <summary>The 55 characters of a <c>traceparent</c>, as W3C Trace Context has them: <c>00-{trace id}-{span id}-{flags}</c>.</summary>
static class TraceParentGrammar
{
    const int Length = 55;
    const int TraceIdStart = 3;
    const int SpanIdStart = 36;
    const int FlagsStart = 53;
    const int Half = 16;
    const ulong NoVersion = 0xff;

    /// <summary>No letter in upper case, no version <c>ff</c>, and no id of zeros alone.</summary>
    public static bool TryRead(ReadOnlySpan<char> given, out SpanContext context)
    {
        context = default;
        if (given.Length != Length
            || given[TraceIdStart - 1] != '-' || given[SpanIdStart - 1] != '-' || given[FlagsStart - 1] != '-'
            || !TryReadNumber(given[..2], out var version) || version == NoVersion
            || !TryReadNumber(given.Slice(TraceIdStart, Half), out var high)
            || !TryReadNumber(given.Slice(TraceIdStart + Half, Half), out var low)
            || !TryReadNumber(given.Slice(SpanIdStart, Half), out var span)
            || !TryReadNumber(given[FlagsStart..], out var flags))
        {
            return false;
        }

        context = new SpanContext(new TraceId(high, low), new SpanId(span)) { Flags = (TraceFlags)flags };
        return context.IsValid;
    }

    /// <param name="sent">One that is valid.</param>
    /// <param name="text">Room for 55 characters.</param>
    public static void Write(SpanContext sent, Span<char> text)
    {
        "00-".CopyTo(text);
        sent.TraceId.TryFormat(text[TraceIdStart..], out _);
        text[SpanIdStart - 1] = '-';
        sent.SpanId.TryFormat(text[SpanIdStart..], out _);
        text[FlagsStart - 1] = '-';
        sent.Flags.Hex().CopyTo(text[FlagsStart..]);
    }

    static bool TryReadNumber(ReadOnlySpan<char> digits, out ulong value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            var figure = (uint)(digit - '0');
            if (figure > 9)
            {
                figure = (uint)(digit - 'a');
                if (figure > 5)
                    return false;

                figure += 10;
            }

            value = (value << 4) | figure;
        }

        return true;
    }
}
