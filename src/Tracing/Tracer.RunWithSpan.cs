using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

public sealed partial class Tracer
{
    /// <summary>Runs synchronous work while a span is active in this flow.</summary>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-2)]
    public void RunWithSpan(Span? span, Action<Span?> work) =>
        Carrier.RunWithSpan(span, work);

    /// <summary>Runs synchronous work while a span is active in this flow, and returns its result.</summary>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>What the work returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-2)]
    public TResult RunWithSpan<TResult>(Span? span, Func<Span?, TResult> work) =>
        Carrier.RunWithSpan(span, work);

    /// <summary>Runs synchronous work while a span is active in this flow.</summary>
    /// <typeparam name="TState">What the work needs, so that it can be a <c>static</c> lambda.</typeparam>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="state">Passed to the work; no closure is needed then.</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-2)]
    public void RunWithSpan<TState>(Span? span, TState state, Action<Span?, TState> work) =>
        Carrier.RunWithSpan(span, state, work);

    /// <summary>Runs synchronous work while a span is active in this flow, and returns its result.</summary>
    /// <typeparam name="TState">What the work needs, so that it can be a <c>static</c> lambda.</typeparam>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="state">Passed to the work; no closure is needed then.</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>What the work returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-2)]
    public TResult RunWithSpan<TState, TResult>(Span? span, TState state, Func<Span?, TState, TResult> work) =>
        Carrier.RunWithSpan(span, state, work);

    /// <summary>Runs asynchronous work while a span is active in the work's flow, until its task completes.</summary>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, its very exception, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public Task RunWithSpan(Span? span, Func<Span?, Task> work) =>
        Carrier.RunWithSpan(span, work);

    /// <summary>Runs asynchronous work while a span is active in the work's flow, until its task completes.</summary>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, its very exception, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public Task<TResult> RunWithSpan<TResult>(Span? span, Func<Span?, Task<TResult>> work) =>
        Carrier.RunWithSpan(span, work);

    /// <summary>Runs asynchronous work while a span is active in the work's flow, until its task completes.</summary>
    /// <typeparam name="TState">What the work needs, so that it can be a <c>static</c> lambda.</typeparam>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="state">Passed to the work; no closure is needed then.</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, its very exception, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public Task RunWithSpan<TState>(Span? span, TState state, Func<Span?, TState, Task> work) =>
        Carrier.RunWithSpan(span, state, work);

    /// <summary>Runs asynchronous work while a span is active in the work's flow, until its task completes.</summary>
    /// <typeparam name="TState">What the work needs, so that it can be a <c>static</c> lambda.</typeparam>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="state">Passed to the work; no closure is needed then.</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, its very exception, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public Task<TResult> RunWithSpan<TState, TResult>(
        Span? span,
        TState state,
        Func<Span?, TState, Task<TResult>> work) =>
        Carrier.RunWithSpan(span, state, work);

    /// <summary>Runs asynchronous work while a span is active in the work's flow, until its task completes.</summary>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, its very exception, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask RunWithSpan(Span? span, in Func<Span?, ValueTask> work) =>
        Carrier.RunWithSpan(span, work);

    /// <summary>Runs asynchronous work while a span is active in the work's flow, until its task completes.</summary>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, its very exception, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask<TResult> RunWithSpan<TResult>(Span? span, in Func<Span?, ValueTask<TResult>> work) =>
        Carrier.RunWithSpan(span, work);

    /// <summary>Runs asynchronous work while a span is active in the work's flow, until its task completes.</summary>
    /// <typeparam name="TState">What the work needs, so that it can be a <c>static</c> lambda.</typeparam>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="state">Passed to the work; no closure is needed then.</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, its very exception, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask RunWithSpan<TState>(Span? span, TState state, in Func<Span?, TState, ValueTask> work) =>
        Carrier.RunWithSpan(span, state, work);

    /// <summary>Runs asynchronous work while a span is active in the work's flow, until its task completes.</summary>
    /// <typeparam name="TState">What the work needs, so that it can be a <c>static</c> lambda.</typeparam>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="state">Passed to the work; no closure is needed then.</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, its very exception, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask<TResult> RunWithSpan<TState, TResult>(
        Span? span,
        TState state,
        in Func<Span?, TState, ValueTask<TResult>> work) =>
        Carrier.RunWithSpan(span, state, work);
}
