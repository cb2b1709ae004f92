using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

public sealed partial class Tracer
{
    /// <inheritdoc cref="RunInSpan{TState, TResult}(Span?, TState, Func{Span?, TState, TResult})"/>
    [OverloadResolutionPriority(-2)]
    public void RunInSpan(Span? span, Action<Span?> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        RunInSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunInSpan{TState, TResult}(Span?, TState, Func{Span?, TState, TResult})"/>
    [OverloadResolutionPriority(-2)]
    public TResult RunInSpan<TResult>(Span? span, Func<Span?, TResult> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunInSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunInSpan{TState, TResult}(Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    public Task RunInSpan(Span? span, Func<Span?, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunInSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunInSpan{TState, TResult}(Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    public Task<TResult> RunInSpan<TResult>(Span? span, Func<Span?, Task<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunInSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunInSpan{TState, TResult}(Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    [OverloadResolutionPriority(-1)]
    public ValueTask RunInSpan(Span? span, in Func<Span?, ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunInSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunInSpan{TState, TResult}(Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    [OverloadResolutionPriority(-1)]
    public ValueTask<TResult> RunInSpan<TResult>(Span? span, in Func<Span?, ValueTask<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunInSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunInSpan{TState, TResult}(Span?, TState, Func{Span?, TState, TResult})"/>
    [OverloadResolutionPriority(-2)]
    public void RunInSpan<TState>(Span? span, TState state, Action<Span?, TState> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        span = PassingSpan.ToRun(span);
        if (span is null)
            work(null, state);
        else
            AttachedWork.Run<EndOfSpan, TState>(Carrier, span, state, work);
    }

    /// <summary>
    /// Runs synchronous work inside a span that was just started: makes it active, records what is thrown as an exception and an
    /// error, and ends it. A stop that was asked for, by the token that the exception carries, is recorded and is no error.
    /// </summary>
    /// <typeparam name="TState">What the work needs, so that it can be a <c>static</c> lambda.</typeparam>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="span">
    /// The span, started in the argument: <c>tracer.StartRoot("job")</c> or <c>ActiveSpan.Current?.StartChild("step")</c>. Null
    /// where there is nothing to trace: then the work just runs, and what is active stays so.
    /// </param>
    /// <param name="state">Passed to the work; no closure is needed then.</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>What the work returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-2)]
    public TResult RunInSpan<TState, TResult>(Span? span, TState state, Func<Span?, TState, TResult> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        span = PassingSpan.ToRun(span);
        return span is null ? work(null, state) : AttachedWork.Run<EndOfSpan, TState, TResult>(Carrier, span, state, work);
    }

    /// <inheritdoc cref="RunInSpan{TState, TResult}(Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    public Task RunInSpan<TState>(Span? span, TState state, Func<Span?, TState, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        span = PassingSpan.ToRun(span);
        return span is null ? work(null, state) : AttachedWork.RunTask<EndOfSpan, TState>(Carrier, span, state, work);
    }

    /// <summary>
    /// Runs asynchronous work inside a span that was just started: makes it active, records what is thrown as an exception and an
    /// error, and ends it. A stop that was asked for, by the token that the exception carries, is recorded and is no error.
    /// </summary>
    /// <typeparam name="TState">What the work needs, so that it can be a <c>static</c> lambda.</typeparam>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="span">
    /// The span, started in the argument: <c>tracer.StartRoot("job")</c> or <c>ActiveSpan.Current?.StartChild("step")</c>. Null
    /// where there is nothing to trace: then the work just runs, and what is active stays so.
    /// </param>
    /// <param name="state">Passed to the work; no closure is needed then.</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, the same exception object, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public Task<TResult> RunInSpan<TState, TResult>(Span? span, TState state, Func<Span?, TState, Task<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        span = PassingSpan.ToRun(span);
        return span is null ? work(null, state) : AttachedWork.RunTask<EndOfSpan, TState, TResult>(Carrier, span, state, work);
    }

    /// <inheritdoc cref="RunInSpan{TState, TResult}(Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    [OverloadResolutionPriority(-1)]
    public ValueTask RunInSpan<TState>(Span? span, TState state, in Func<Span?, TState, ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        span = PassingSpan.ToRun(span);
        return span is null ? work(null, state) : AttachedWork.RunValueTask<EndOfSpan, TState>(Carrier, span, state, work);
    }

    /// <inheritdoc cref="RunInSpan{TState, TResult}(Span?, TState, Func{Span?, TState, Task{TResult}})"/>
    [OverloadResolutionPriority(-1)]
    public ValueTask<TResult> RunInSpan<TState, TResult>(Span? span, TState state, in Func<Span?, TState, ValueTask<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        span = PassingSpan.ToRun(span);
        return span is null ? work(null, state) : AttachedWork.RunValueTask<EndOfSpan, TState, TResult>(Carrier, span, state, work);
    }
}
