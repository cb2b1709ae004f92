using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Read the active span through the guard.</summary>
public struct ReadGuarded : IOperation
{
    HostedCarrier _hosted;

    /// <inheritdoc />
    public void Enter() => _hosted = HostedCarrier.With(GuardedCarriers.Foreign);

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => _hosted.Carrier.Current;

    /// <inheritdoc />
    public readonly void Leave() => _hosted.Dispose();
}

/// <summary>The same without the guard.</summary>
public struct ReadUnguarded : IOperation
{
    HostedCarrier _hosted;

    /// <inheritdoc />
    public void Enter() => _hosted = HostedCarrier.With(GuardedCarriers.None);

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => _hosted.Carrier.Current;

    /// <inheritdoc />
    public readonly void Leave() => _hosted.Dispose();
}

/// <summary>Attach another span through the guard, and detach it.</summary>
public struct AttachGuarded : IOperation
{
    HostedCarrier _hosted;

    /// <inheritdoc />
    public void Enter() => _hosted = HostedCarrier.With(GuardedCarriers.Foreign);

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var scope = _hosted.Carrier.Attach(_hosted.Other);
        return _hosted.Carrier.Current;
    }

    /// <inheritdoc />
    public readonly void Leave() => _hosted.Dispose();
}

/// <summary>The same without the guard.</summary>
public struct AttachUnguarded : IOperation
{
    HostedCarrier _hosted;

    /// <inheritdoc />
    public void Enter() => _hosted = HostedCarrier.With(GuardedCarriers.None);

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var scope = _hosted.Carrier.Attach(_hosted.Other);
        return _hosted.Carrier.Current;
    }

    /// <inheritdoc />
    public readonly void Leave() => _hosted.Dispose();
}
