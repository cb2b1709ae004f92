using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Ours: a child of the active span, made active, ended; AsyncLocal carrier, recorded.</summary>
public struct ActiveChild : ISpanOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.Recorded(new AsyncLocalCarrier()).MakeActive();

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

/// <summary>Peer: OpenTelemetry's <c>StartActiveSpan</c> and its end, recorded.</summary>
public struct ActiveTelemetrySpan : ISpanOperation
{
    OpenTelemetryTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = new OpenTelemetryTracing().MakeActive();

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

/// <summary>Peer: an activity that the OpenTelemetry SDK listens to, started and stopped by hand.</summary>
public struct HeardActivity : ISpanOperation
{
    OpenTelemetryTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = new OpenTelemetryTracing().MakeActive();

    /// <inheritdoc />
    public readonly object? Start() => _tracing.Source.StartActivity("child");

    /// <inheritdoc />
    public readonly void End(object? started) => ((Activity?)started)?.Dispose();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var child = _tracing.Source.StartActivity("child");
        return child;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}
