namespace Stackbilt.Observability;

/// <summary>
/// Collects the finished spans of the tracer that it is given to, for tests and for showing. Keeps everything until it is
/// cleared: not for production.
/// </summary>
/// <remarks>Safe from any thread. One per tracer, so that tests which run at the same time do not meet.</remarks>
public sealed class SpanRecorder : ISpanProcessor
{
    readonly object _gate = new();
    readonly List<SpanData> _spans = [];
    readonly List<Waiting> _waiting = [];

    /// <summary>What has finished so far, in the order of the ends: a copy.</summary>
    public IReadOnlyList<SpanData> Spans
    {
        get
        {
            lock (_gate)
                return [.. _spans];
        }
    }

    /// <summary>Forgets what has been collected.</summary>
    public void Clear()
    {
        lock (_gate)
            _spans.Clear();
    }

    /// <summary>Waits for a signal instead of a while: until what has been collected satisfies a condition.</summary>
    /// <param name="condition">Asked now and after every span that finishes, one call at a time; not null. Be quick.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The spans for which the condition first held.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is null.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled first.</exception>
    public async Task<IReadOnlyList<SpanData>> WaitForAsync(
        Func<IReadOnlyList<SpanData>, bool> condition,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Waiting waiting;
        lock (_gate)
        {
            if (condition(_spans))
                return [.. _spans];

            waiting = new Waiting(condition);
            _waiting.Add(waiting);
        }

        using var registration = cancellation.UnsafeRegister(
            static (state, token) => ((Waiting)state!).Spans.TrySetCanceled(token), waiting);
        try
        {
            return await waiting.Spans.Task.ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
                _waiting.Remove(waiting);
        }
    }

    /// <summary>Waits until a number of spans have finished.</summary>
    /// <param name="count">How many, counted since the last <see cref="Clear"/>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>At least that many spans.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled first.</exception>
    public Task<IReadOnlyList<SpanData>> WaitForAsync(int count, CancellationToken cancellation = default) =>
        WaitForAsync(spans => spans.Count >= count, cancellation);

    void ISpanProcessor.OnStart(Span span)
    {
    }

    void ISpanProcessor.OnEnd(in FinishedSpan span)
    {
        var kept = span.ToSpanData();
        lock (_gate)
        {
            _spans.Add(kept);
            foreach (var waiting in _waiting)
                waiting.Check(_spans);
        }
    }

    sealed class Waiting(Func<IReadOnlyList<SpanData>, bool> condition)
    {
        public TaskCompletionSource<IReadOnlyList<SpanData>> Spans { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Check(List<SpanData> spans)
        {
            try
            {
                if (!Spans.Task.IsCompleted && condition(spans))
                    Spans.TrySetResult([.. spans]);
            }
            catch (Exception exception)
            {
                Spans.TrySetException(exception);
            }
        }
    }
}
