using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Ours: the line that deep code writes, while no carrier is bound.</summary>
public struct StartChildUnbound : IOperation
{
    /// <inheritdoc />
    public readonly void Enter() => Surroundings.Enter();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var span = ActiveSpan.Current?.StartChild(
            "oracle.inference", ("oracle.provider", "delphi"), ("oracle.prompt_tokens", 12));
        return span;
    }

    /// <inheritdoc />
    public readonly void Leave()
    {
    }
}

/// <summary>Ours: the same line under the Null carrier, inside an open span.</summary>
public struct StartChildUnderNull : IOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = OurTracing.Recorded(new NullCarrier()).MakeActive();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var span = ActiveSpan.Current?.StartChild(
            "oracle.inference", ("oracle.provider", "delphi"), ("oracle.prompt_tokens", 12));
        return span;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}

/// <summary>Peer: start an activity that nobody listens to.</summary>
public struct StartActivityUnheard : IOperation
{
    static readonly ActivitySource Source = new("benchmarks.unheard");

    /// <inheritdoc />
    public readonly void Enter() => Surroundings.Enter();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var activity = Source.StartActivity("oracle.inference");
        activity?.SetTag("oracle.provider", "delphi").SetTag("oracle.prompt_tokens", 12);
        return activity;
    }

    /// <inheritdoc />
    public readonly void Leave()
    {
    }
}
