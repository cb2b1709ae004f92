using System.Runtime.CompilerServices;
using OpenTelemetry.Trace;
using TheirKind = OpenTelemetry.Trace.SpanKind;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Ours: a child of a span that was passed in, Explicit carrier, recorded.</summary>
public struct ChildOfParent : ISpanOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.Recorded(new ExplicitCarrier()).MakeActive();

    /// <inheritdoc />
    public readonly object? Start() => _tracing.Parent.StartChild("child");

    /// <inheritdoc />
    public readonly void End(object? started) => ((Span)started!).End();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        var child = _tracing.Parent.StartChild("child");
        child.End();
        return child;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}

/// <summary>Ours: the same with a processor that keeps each span as an object.</summary>
public struct KeptChildOfParent : ISpanOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.Recorded(new ExplicitCarrier(), new KeepTheLast()).MakeActive();

    /// <inheritdoc />
    public readonly object? Start() => _tracing.Parent.StartChild("child");

    /// <inheritdoc />
    public readonly void End(object? started) => ((Span)started!).End();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        var child = _tracing.Parent.StartChild("child");
        child.End();
        return child;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}

/// <summary>Peer: OpenTelemetry's <c>StartSpan</c> with the parent passed in, recorded.</summary>
public struct TelemetrySpanOfParent : ISpanOperation
{
    OpenTelemetryTracing _tracing;

    /// <inheritdoc />
    public void Enter()
    {
        _tracing = new OpenTelemetryTracing();
        Surroundings.Enter();
    }

    /// <inheritdoc />
    public readonly object? Start() => _tracing.Tracer.StartSpan("child", TheirKind.Internal, _tracing.Parent);

    /// <inheritdoc />
    public readonly void End(object? started) => ((TelemetrySpan)started!).End();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        var child = _tracing.Tracer.StartSpan("child", TheirKind.Internal, _tracing.Parent);
        child.End();
        return child;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}
