using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Ours: an active child under the Activity carrier, while the OpenTelemetry SDK listens.</summary>
public struct ActiveChildUnderActivity : ISpanOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.ListenedTo(new ActivityCarrier()).MakeCurrent();

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

/// <summary>Ours: the same in a trace that is not sampled.</summary>
public struct UnsampledActiveChildUnderActivity : ISpanOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.ListenedTo(new ActivityCarrier()).Unsampled().MakeCurrent();

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

/// <summary>Ours: the line that deep code writes under the Activity carrier, while nobody listens and no activity is current.</summary>
public struct StartChildUnderActivityUnheard : IOperation
{
    IDisposable _binding;

    /// <inheritdoc />
    public void Enter()
    {
        Surroundings.Enter();
        var carrier = new ActivityCarrier();
        _ = new Tracer(carrier);
        _binding = ActiveSpan.Bind(carrier);
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var span = ActiveSpan.Current?.StartChild(
            "oracle.inference", ("oracle.provider", "delphi"), ("oracle.prompt_tokens", 12));
        return span;
    }

    /// <inheritdoc />
    public readonly void Leave() => _binding.Dispose();
}

/// <summary>Ours: the line of a library that has named itself, while nobody listens to its name; AsyncLocal carrier.</summary>
public struct ScopedChildUnheard : IOperation
{
    static readonly InstrumentationScope Scope = new("benchmarks.library");

    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.ListenedTo(new AsyncLocalCarrier()).MakeActive();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var span = Scope.Current?.StartChild(
            "oracle.inference", ("oracle.provider", "delphi"), ("oracle.prompt_tokens", 12));
        return span;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}
