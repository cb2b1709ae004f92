using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

public static partial class ContextCarrierExtensions
{
    /// <summary>
    /// Runs asynchronous work while a span is active in the work's flow, until its task completes; the caller's own flow is
    /// left as it was. Under a carrier that does not flow across <c>await</c>, until the work first gives up its thread.
    /// </summary>
    /// <param name="carrier">The carrier; not null.</param>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, the same exception object, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> or <paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-1)] // An async lambda fits Task and ValueTask alike, and is a Task.
    public static ValueTask RunWithSpan(this IContextCarrier carrier, Span? span, in Func<Span?, ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return carrier.RunWithSpan(span, work, static (active, run) => run(active));
    }

    /// <summary>
    /// Runs asynchronous work while a span is active in the work's flow, until its task completes; the caller's own flow is
    /// left as it was. Under a carrier that does not flow across <c>await</c>, until the work first gives up its thread.
    /// </summary>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="carrier">The carrier; not null.</param>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, the same exception object, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> or <paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-1)] // An async lambda fits Task and ValueTask alike, and is a Task.
    public static ValueTask<TResult> RunWithSpan<TResult>(this IContextCarrier carrier, Span? span, in Func<Span?, ValueTask<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return carrier.RunWithSpan(span, work, static (active, run) => run(active));
    }

    /// <summary>
    /// Runs asynchronous work while a span is active in the work's flow, until its task completes; the caller's own flow is
    /// left as it was. Under a carrier that does not flow across <c>await</c>, until the work first gives up its thread.
    /// </summary>
    /// <typeparam name="TState">What the work needs, so that it can be a <c>static</c> lambda.</typeparam>
    /// <param name="carrier">The carrier; not null.</param>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="state">Passed to the work; no closure is needed then.</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, the same exception object, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> or <paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-1)] // An async lambda fits Task and ValueTask alike, and is a Task.
    public static ValueTask RunWithSpan<TState>(
        this IContextCarrier carrier,
        Span? span,
        TState state,
        in Func<Span?, TState, ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        ArgumentNullException.ThrowIfNull(work);
        return FlowsAcrossAwait(carrier)
            ? RunAcrossAwaits(carrier, span, state, work)
            : RunToFirstAwait(carrier, span, state, work);
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
    [OverloadResolutionPriority(-1)] // An async lambda fits Task and ValueTask alike, and is a Task.
    public static ValueTask<TResult> RunWithSpan<TState, TResult>(
        this IContextCarrier carrier,
        Span? span,
        TState state,
        in Func<Span?, TState, ValueTask<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        ArgumentNullException.ThrowIfNull(work);
        return FlowsAcrossAwait(carrier)
            ? RunAcrossAwaits(carrier, span, state, work)
            : RunToFirstAwait(carrier, span, state, work);
    }

    static async ValueTask RunAcrossAwaits<TState>(
        IContextCarrier carrier,
        Span? span,
        TState state,
        Func<Span?, TState, ValueTask> work)
    {
        var scope = AttachOrReport(carrier, span);
        try
        {
            await work(scope.Span, state).ConfigureAwait(false);
        }
        finally
        {
            scope.Dispose();
        }
    }

    static async ValueTask RunToFirstAwait<TState>(
        IContextCarrier carrier,
        Span? span,
        TState state,
        Func<Span?, TState, ValueTask> work)
    {
        var running = carrier.RunWithSpan<(TState, Func<Span?, TState, ValueTask>), ValueTask>(
            span,
            (state, work),
            static (active, run) => run.Item2(active, run.Item1));
        await running.ConfigureAwait(false);
    }

    static async ValueTask<TResult> RunAcrossAwaits<TState, TResult>(
        IContextCarrier carrier,
        Span? span,
        TState state,
        Func<Span?, TState, ValueTask<TResult>> work)
    {
        var scope = AttachOrReport(carrier, span);
        try
        {
            return await work(scope.Span, state).ConfigureAwait(false);
        }
        finally
        {
            scope.Dispose();
        }
    }

    static async ValueTask<TResult> RunToFirstAwait<TState, TResult>(
        IContextCarrier carrier,
        Span? span,
        TState state,
        Func<Span?, TState, ValueTask<TResult>> work)
    {
        var running = carrier.RunWithSpan<(TState, Func<Span?, TState, ValueTask<TResult>>), ValueTask<TResult>>(
            span,
            (state, work),
            static (active, run) => run.Item2(active, run.Item1));
        return await running.ConfigureAwait(false);
    }
}
