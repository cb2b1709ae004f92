using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Context;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Peer: set an <see cref="AsyncLocal{T}"/> that has a value, and restore it.</summary>
public struct SetAndRestoreAsyncLocal : IOperation
{
    static readonly AsyncLocal<object?> Slot = new();
    static readonly object Other = new();

    /// <inheritdoc />
    public readonly void Enter()
    {
        Surroundings.Enter();
        Slot.Value = Slot;
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        var before = Slot.Value;
        Slot.Value = Other;
        Slot.Value = before;
        return before;
    }

    /// <inheritdoc />
    public readonly void Leave() => Slot.Value = null;
}

/// <summary>Peer: the same with a slot of OpenTelemetry's RuntimeContext.</summary>
public struct SetAndRestoreRuntimeContextSlot : IOperation
{
    static readonly object Other = new();

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
    public readonly object? Run()
    {
        var before = _slot.Get();
        _slot.Set(Other);
        _slot.Set(before);
        return before;
    }

    /// <inheritdoc />
    public readonly void Leave() => _slot.Set(null);
}

/// <summary>Peer: push a scope into Microsoft.Extensions.Logging's scope provider, inside another, and pop it.</summary>
public struct PushAndPopLogScope : IOperation
{
    static readonly object Other = new();

    LoggerExternalScopeProvider _scopes;
    IDisposable _outer;

    /// <inheritdoc />
    public void Enter()
    {
        Surroundings.Enter();
        _scopes = new LoggerExternalScopeProvider();
        _outer = _scopes.Push(_scopes);
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        var scope = _scopes.Push(Other);
        scope.Dispose();
        return scope;
    }

    /// <inheritdoc />
    public readonly void Leave() => _outer.Dispose();
}
