using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

public sealed partial class Tracer
{
    /// <summary>
    /// Runs synchronous work inside a span that was just started: makes it active, records what is thrown as an exception and an
    /// error, and ends it. A stop that was asked for, by the token that the exception carries, is recorded and is no error.
    /// </summary>
    /// <param name="span">
    /// The span, started in the argument: <c>tracer.StartRoot("job")</c> or <c>ActiveSpan.Current?.StartChild("step")</c>. Null
    /// where there is nothing to trace: then the work just runs, and what is active stays so.
    /// </param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-2)]
    public void RunInSpan(Span? span, Action<Span?> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        RunInSpan(span, work, static (active, run) => run(active));
    }

    /// <summary>
    /// Runs synchronous work inside a span that was just started: makes it active, records what is thrown as an exception and an
    /// error, and ends it. A stop that was asked for, by the token that the exception carries, is recorded and is no error.
    /// </summary>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="span">
    /// The span, started in the argument: <c>tracer.StartRoot("job")</c> or <c>ActiveSpan.Current?.StartChild("step")</c>. Null
    /// where there is nothing to trace: then the work just runs, and what is active stays so.
    /// </param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>What the work returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-2)]
    public TResult RunInSpan<TResult>(Span? span, Func<Span?, TResult> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunInSpan(span, work, static (active, run) => run(active));
    }

    /// <summary>
    /// Runs asynchronous work inside a span that was just started: makes it active, records what is thrown as an exception and an
    /// error, and ends it. A stop that was asked for, by the token that the exception carries, is recorded and is no error.
    /// </summary>
    /// <param name="span">
    /// The span, started in the argument: <c>tracer.StartRoot("job")</c> or <c>ActiveSpan.Current?.StartChild("step")</c>. Null
    /// where there is nothing to trace: then the work just runs, and what is active stays so.
    /// </param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, the same exception object, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public Task RunInSpan(Span? span, Func<Span?, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunInSpan(span, work, static (active, run) => run(active));
    }

    /// <summary>
    /// Runs asynchronous work inside a span that was just started: makes it active, records what is thrown as an exception and an
    /// error, and ends it. A stop that was asked for, by the token that the exception carries, is recorded and is no error.
    /// </summary>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="span">
    /// The span, started in the argument: <c>tracer.StartRoot("job")</c> or <c>ActiveSpan.Current?.StartChild("step")</c>. Null
    /// where there is nothing to trace: then the work just runs, and what is active stays so.
    /// </param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, the same exception object, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public Task<TResult> RunInSpan<TResult>(Span? span, Func<Span?, Task<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunInSpan(span, work, static (active, run) => run(active));
    }

    /// <summary>
    /// Runs asynchronous work inside a span that was just started: makes it active, records what is thrown as an exception and an
    /// error, and ends it. A stop that was asked for, by the token that the exception carries, is recorded and is no error.
    /// </summary>
    /// <param name="span">
    /// The span, started in the argument: <c>tracer.StartRoot("job")</c> or <c>ActiveSpan.Current?.StartChild("step")</c>. Null
    /// where there is nothing to trace: then the work just runs, and what is active stays so.
    /// </param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, the same exception object, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask RunInSpan(Span? span, in Func<Span?, ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunInSpan(span, work, static (active, run) => run(active));
    }

    /// <summary>
    /// Runs asynchronous work inside a span that was just started: makes it active, records what is thrown as an exception and an
    /// error, and ends it. A stop that was asked for, by the token that the exception carries, is recorded and is no error.
    /// </summary>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="span">
    /// The span, started in the argument: <c>tracer.StartRoot("job")</c> or <c>ActiveSpan.Current?.StartChild("step")</c>. Null
    /// where there is nothing to trace: then the work just runs, and what is active stays so.
    /// </param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>The outcome of the work: its result, the same exception object, or its cancellation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask<TResult> RunInSpan<TResult>(Span? span, in Func<Span?, ValueTask<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunInSpan(span, work, static (active, run) => run(active));
    }

    static void RecordFailure(Span span, Exception exception)
    {
        span.RecordException(exception);
        if (!WasAskedToStop(exception))
            span.SetStatus(SpanStatus.Error, ExceptionEvent.MessageOf(exception));
    }

    /// <summary>HttpClient's own limit of time cancels by a token as well, and says so.</summary>
    static bool WasAskedToStop(Exception exception) =>
        exception is OperationCanceledException { CancellationToken.IsCancellationRequested: true, InnerException: not TimeoutException };
}
