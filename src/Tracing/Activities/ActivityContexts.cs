using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Stackbilt.Observability;

/// <summary>Our ids as the platform writes them, and back.</summary>
static class ActivityContexts
{
    /// <param name="context">Our ids.</param>
    /// <param name="traceId">The trace id, where it is written already.</param>
    public static ActivityContext ToActivityContext(this SpanContext context, ActivityTraceId? traceId = null)
    {
        if (!context.IsValid)
            return default;

        Span<byte> hex = stackalloc byte[TraceId.HexLength];
        context.SpanId.TryFormat(hex, out var length);
        return new ActivityContext(
            traceId ?? context.TraceId.ToActivityTraceId(),
            ActivitySpanId.CreateFromUtf8String(hex[..length]),
            context.IsSampled ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None,
            context.TraceState,
            context.IsRemote);
    }

    public static SpanContext ToSpanContext(this ActivityContext context) => new(
        context.TraceId.ToTraceId(),
        context.SpanId.ToSpanId(),
        (context.TraceFlags & ActivityTraceFlags.Recorded) != 0,
        context.TraceState,
        context.IsRemote);

    public static TraceId ToTraceId(this ActivityTraceId id)
    {
        Span<ulong> halves = stackalloc ulong[2];
        id.CopyTo(MemoryMarshal.AsBytes(halves));
        return new TraceId(BigEndian(halves[0]), BigEndian(halves[1]));
    }

    static ActivityTraceId ToActivityTraceId(this TraceId id)
    {
        Span<byte> hex = stackalloc byte[TraceId.HexLength];
        id.TryFormat(hex, out _);
        return ActivityTraceId.CreateFromUtf8String(hex);
    }

    public static SpanId ToSpanId(this ActivitySpanId id)
    {
        Span<ulong> value = stackalloc ulong[1];
        id.CopyTo(MemoryMarshal.AsBytes(value));
        return new SpanId(BigEndian(value[0]));
    }

    static ulong BigEndian(ulong asRead) =>
        BitConverter.IsLittleEndian ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(asRead) : asRead;
}
