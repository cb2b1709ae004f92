using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenTelemetry.Context;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Ours: read the active span through the static door, AsyncLocal carrier.</summary>
public struct ReadActiveSpan : IOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.Recorded(new AsyncLocalCarrier()).MakeActive();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => ActiveSpan.Current;

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}

/// <summary>Peer: read an <see cref="AsyncLocal{T}"/>.</summary>
public struct ReadAsyncLocal : IOperation
{
    static readonly AsyncLocal<Value?> Slot = new();

    /// <inheritdoc />
    public readonly void Enter()
    {
        Surroundings.Enter();
        Slot.Value = new Value();
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => Slot.Value;

    /// <inheritdoc />
    public readonly void Leave() => Slot.Value = null;

    sealed class Value;
}

/// <summary>Peer: read <see cref="Activity.Current"/>.</summary>
public struct ReadActivityCurrent : IOperation
{
    OpenTelemetryTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = new OpenTelemetryTracing().MakeActive();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => Activity.Current;

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}

/// <summary>Peer: read a slot of OpenTelemetry's RuntimeContext.</summary>
public struct ReadRuntimeContextSlot : IOperation
{
    RuntimeContextSlot<object?> _slot;

    /// <inheritdoc />
    public void Enter()
    {
        Surroundings.Enter();
        _slot = RuntimeContextSlots.Shared;
        _slot.Set(_slot);
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => _slot.Get();

    /// <inheritdoc />
    public readonly void Leave() => _slot.Set(null);
}
