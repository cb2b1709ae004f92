using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>An empty call: what measuring itself costs.</summary>
public struct DoNothing : IOperation
{
    /// <inheritdoc />
    public readonly void Enter()
    {
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => null;

    /// <inheritdoc />
    public readonly void Leave()
    {
    }
}
