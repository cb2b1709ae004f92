using System.Runtime.CompilerServices;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Ours: an active child in a trace that is not sampled; AsyncLocal carrier.</summary>
public struct UnsampledActiveChild : ISpanOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.Recorded(new AsyncLocalCarrier()).Unsampled().MakeActive();

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

/// <summary>Ours: the same while the OpenTelemetry SDK listens.</summary>
public struct HeardUnsampledActiveChild : ISpanOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.ListenedTo(new AsyncLocalCarrier()).Unsampled().MakeActive();

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

/// <summary>Peer: OpenTelemetry's <c>StartActiveSpan</c> in a trace that is not sampled.</summary>
public struct UnsampledActiveTelemetrySpan : ISpanOperation
{
    OpenTelemetryTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = new OpenTelemetryTracing(new AlwaysOffSampler()).MakeActive();

    /// <inheritdoc />
    public readonly object? Start() => _tracing.Tracer.StartActiveSpan("child");

    /// <inheritdoc />
    public readonly void End(object? started) => ((TelemetrySpan?)started)?.Dispose();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var child = _tracing.Tracer.StartActiveSpan("child");
        return child;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}
