using System.Runtime.CompilerServices;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Ours: an active child with a text and a number, ended; AsyncLocal carrier, recorded.</summary>
public struct ActiveChildWithAttributes : ISpanOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.Recorded(new AsyncLocalCarrier()).MakeActive();

    /// <inheritdoc />
    public readonly object? Start() => ActiveSpan.Current?.StartActiveChild(
        "child", ("oracle.provider", "delphi"), ("oracle.prompt_tokens", 12));

    /// <inheritdoc />
    public readonly void End(object? started) => ((Span?)started)?.End();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var child = ActiveSpan.Current?.StartActiveChild(
            "child", ("oracle.provider", "delphi"), ("oracle.prompt_tokens", 12));
        return child;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}

/// <summary>Peer: OpenTelemetry's <c>StartActiveSpan</c>, the same two attributes set on it, and its end.</summary>
public struct ActiveTelemetrySpanWithAttributes : ISpanOperation
{
    OpenTelemetryTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = new OpenTelemetryTracing().MakeActive();

    /// <inheritdoc />
    public readonly object? Start() => _tracing.Tracer
        .StartActiveSpan("child")
        .SetAttribute("oracle.provider", "delphi")
        .SetAttribute("oracle.prompt_tokens", 12);

    /// <inheritdoc />
    public readonly void End(object? started) => ((TelemetrySpan?)started)?.Dispose();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var child = _tracing.Tracer.StartActiveSpan("child");
        child.SetAttribute("oracle.provider", "delphi").SetAttribute("oracle.prompt_tokens", 12);
        return child;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}
