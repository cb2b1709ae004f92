using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

public static partial class ContextCarrierExtensions
{
    /// <inheritdoc cref="RunWithSpan{TState, TResult}(IContextCarrier, Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    [OverloadResolutionPriority(-1)] // An async lambda fits Task and ValueTask alike, and is a Task.
    public static ValueTask RunWithSpan(this IContextCarrier carrier, Span? span, in Func<Span?, ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return carrier.RunWithSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunWithSpan{TState, TResult}(IContextCarrier, Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    [OverloadResolutionPriority(-1)] // An async lambda fits Task and ValueTask alike, and is a Task.
    public static ValueTask<TResult> RunWithSpan<TResult>(this IContextCarrier carrier, Span? span, in Func<Span?, ValueTask<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return carrier.RunWithSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunWithSpan{TState, TResult}(IContextCarrier, Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    [OverloadResolutionPriority(-1)] // An async lambda fits Task and ValueTask alike, and is a Task.
    public static ValueTask RunWithSpan<TState>(
        this IContextCarrier carrier,
        Span? span,
        TState state,
        in Func<Span?, TState, ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        ArgumentNullException.ThrowIfNull(work);
        return AttachedWork.RunValueTask<Nothing, TState>(carrier, span, state, work);
    }

    /// <inheritdoc cref="RunWithSpan{TState, TResult}(IContextCarrier, Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    [OverloadResolutionPriority(-1)] // An async lambda fits Task and ValueTask alike, and is a Task.
    public static ValueTask<TResult> RunWithSpan<TState, TResult>(
        this IContextCarrier carrier,
        Span? span,
        TState state,
        in Func<Span?, TState, ValueTask<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        ArgumentNullException.ThrowIfNull(work);
        return AttachedWork.RunValueTask<Nothing, TState, TResult>(carrier, span, state, work);
    }
}
