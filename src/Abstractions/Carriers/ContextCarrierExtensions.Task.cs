namespace Stackbilt.Observability;

public static partial class ContextCarrierExtensions
{
    /// <inheritdoc cref="RunWithSpan{TState, TResult}(IContextCarrier, Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    public static Task RunWithSpan(this IContextCarrier carrier, Span? span, Func<Span?, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return carrier.RunWithSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunWithSpan{TState, TResult}(IContextCarrier, Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    public static Task<TResult> RunWithSpan<TResult>(this IContextCarrier carrier, Span? span, Func<Span?, Task<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return carrier.RunWithSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunWithSpan{TState, TResult}(IContextCarrier, Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    public static Task RunWithSpan<TState>(
        this IContextCarrier carrier,
        Span? span,
        TState state,
        Func<Span?, TState, Task> work)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        ArgumentNullException.ThrowIfNull(work);
        return AttachedWork.RunTask<Nothing, TState>(carrier, span, state, work);
    }

    /// <summary>
    /// Runs asynchronous work while a span is active in the work's flow, until its task completes; the caller's own flow is
    /// left as it was. Under a carrier that does not flow across <c>await</c>, until the work first gives up its thread.
    /// </summary>
    /// <typeparam name="TState">What the work needs, so that it can be a <c>static</c> lambda.</typeparam>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="carrier">The carrier; not null.</param>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="state">Passed to the work; no closure is needed then.</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, the same exception object, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> or <paramref name="work"/> is null.</exception>
    public static Task<TResult> RunWithSpan<TState, TResult>(
        this IContextCarrier carrier,
        Span? span,
        TState state,
        Func<Span?, TState, Task<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        ArgumentNullException.ThrowIfNull(work);
        return AttachedWork.RunTask<Nothing, TState, TResult>(carrier, span, state, work);
    }
}
