using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Stackbilt.Observability;

/// <summary>Our ids and kinds as the platform writes them, and back.</summary>
static class ActivityContexts
{
    public static ActivityContext ToActivityContext(this SpanContext context)
    {
        if (!context.IsValid)
            return default;

        Span<byte> hex = stackalloc byte[TraceId.HexLength];
        context.SpanId.TryFormat(hex, out var length);
        return new ActivityContext(
            context.TraceId.ToActivityTraceId(),
            ActivitySpanId.CreateFromUtf8String(hex.Slice(0, length)),
            (ActivityTraceFlags)(context.Flags & (TraceFlags.Sampled | TraceFlags.Random)),
            context.TraceState,
            context.IsRemote);
    }

    public static SpanContext ToSpanContext(this ActivityContext context) => new(
        context.TraceId.ToTraceId(),
        context.SpanId.ToSpanId(),
        TraceState: context.TraceState,
        IsRemote: context.IsRemote)
    {
        Flags = (TraceFlags)context.TraceFlags,
    };

    public static TraceId ToTraceId(this ActivityTraceId id)
    {
        Span<ulong> halves = stackalloc ulong[2];
        id.CopyTo(MemoryMarshal.AsBytes(halves));
        return new TraceId(BigEndian(halves[0]), BigEndian(halves[1]));
    }

    public static ActivityTraceId ToActivityTraceId(this TraceId id)
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

    public static ActivityKind ToActivityKind(this SpanKind kind) => kind switch
    {
        SpanKind.Server => ActivityKind.Server,
        SpanKind.Client => ActivityKind.Client,
        SpanKind.Producer => ActivityKind.Producer,
        SpanKind.Consumer => ActivityKind.Consumer,
        _ => ActivityKind.Internal,
    };

    public static SpanKind ToSpanKind(this ActivityKind kind) => kind switch
    {
        ActivityKind.Server => SpanKind.Server,
        ActivityKind.Client => SpanKind.Client,
        ActivityKind.Producer => SpanKind.Producer,
        ActivityKind.Consumer => SpanKind.Consumer,
        _ => SpanKind.Internal,
    };

    static ulong BigEndian(ulong asRead) =>
        BitConverter.IsLittleEndian ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(asRead) : asRead;
}
