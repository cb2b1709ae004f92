using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>A floor: the clock read twice, as every span with a start and an end has it read.</summary>
public struct ReadTheClockTwice : IOperation
{
    /// <inheritdoc />
    public readonly void Enter() => Surroundings.Enter();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => Stopwatch.GetTimestamp() > Stopwatch.GetTimestamp() ? Surroundings.Any : null;

    /// <inheritdoc />
    public readonly void Leave()
    {
    }
}

/// <summary>A floor: one write of an <see cref="AsyncLocal{T}"/>, without which nothing becomes active in a flow.</summary>
public struct WriteAsyncLocalOnce : IOperation
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
        Slot.Value = ReferenceEquals(before, Other) ? Slot : Other;
        return before;
    }

    /// <inheritdoc />
    public readonly void Leave() => Slot.Value = null;
}

/// <summary>A floor: the least span, found, made active and ended.</summary>
public struct LeastActiveSpan : IOperation
{
    LeastSpan _parent;

    /// <inheritdoc />
    public void Enter()
    {
        Surroundings.Enter();
        _parent = LeastSpan.Start(parentId: 0, "parent");
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var child = LeastSpan.Current?.StartChild("child");
        return child;
    }

    /// <inheritdoc />
    public readonly void Leave() => _parent.Dispose();
}

/// <summary>A floor: an activity that the OpenTelemetry SDK listens to, and one write for a span of another kind.</summary>
public struct HeardActivityAndWrite : IOperation
{
    static readonly AsyncLocal<object?> Slot = new();
    static readonly object Other = new();

    OpenTelemetryTracing _tracing;

    /// <inheritdoc />
    public void Enter()
    {
        _tracing = new OpenTelemetryTracing().MakeActive();
        Slot.Value = Slot;
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var activity = _tracing.Source.StartActivity("child");
        Slot.Value = ReferenceEquals(Slot.Value, Other) ? Slot : Other;
        return activity;
    }

    /// <inheritdoc />
    public readonly void Leave()
    {
        Slot.Value = null;
        _tracing.Dispose();
    }
}
