using OpenTelemetry.Context;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>OpenTelemetry registers a slot once per process and name.</summary>
static class RuntimeContextSlots
{
    public static RuntimeContextSlot<object?> Shared { get; } = RuntimeContext.RegisterSlot<object?>("benchmarks");
}
