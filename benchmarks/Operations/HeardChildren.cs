using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Ours: an active child while the OpenTelemetry SDK listens, so that it is an activity; AsyncLocal carrier.</summary>
public struct HeardActiveChild : ISpanOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.ListenedTo(new AsyncLocalCarrier()).MakeActive();

    /// <inheritdoc />
    public readonly object? Start() => ActiveSpan.Current?.StartActiveChild("child");

    /// <inheritdoc />
    public readonly void End(object? started) => ((Span?)started)?.End();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var child = ActiveSpan.Current?.StartActiveChild("child");
        return child;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}
