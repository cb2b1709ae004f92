using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Ours: attach another span inside the active one, and detach it; AsyncLocal carrier.</summary>
public struct AttachAndDispose : ISpanOperation
{
    OurTracing _tracing;
    IContextCarrier _carrier;
    Span _other;

    /// <inheritdoc />
    public void Enter()
    {
        _tracing = OurTracing.Recorded(new AsyncLocalCarrier()).MakeActive();
        _carrier = _tracing.Carrier;
        _other = _tracing.Tracer.StartRoot("other");
    }

    /// <inheritdoc />
    public readonly object? Start() => _carrier.Attach(_other);

    /// <inheritdoc />
    public readonly void End(object? started) => ((CarrierScope)started!).Dispose();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var scope = _carrier.Attach(_other);
        return scope.Span;
    }

    /// <inheritdoc />
    public readonly void Leave()
    {
        _other.End();
        _tracing.Dispose();
    }
}

/// <summary>Ours: attach the span that is active already, and detach it; AsyncLocal carrier.</summary>
public struct AttachCurrentAndDispose : ISpanOperation
{
    OurTracing _tracing;
    IContextCarrier _carrier;

    /// <inheritdoc />
    public void Enter()
    {
        _tracing = OurTracing.Recorded(new AsyncLocalCarrier()).MakeActive();
        _carrier = _tracing.Carrier;
    }

    /// <inheritdoc />
    public readonly object? Start() => _carrier.Attach(_tracing.Parent);

    /// <inheritdoc />
    public readonly void End(object? started) => ((CarrierScope)started!).Dispose();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var scope = _carrier.Attach(_tracing.Parent);
        return scope.Span;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}
