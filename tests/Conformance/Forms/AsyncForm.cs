namespace Stackbilt.Observability.Conformance;

/// <summary>
/// One form of <c>RunWithSpan</c> for asynchronous work, made to look like all the others. None of them is an async method
/// around the call: that would give the caller's context back whatever the form itself does.
/// </summary>
sealed record AsyncForm(string Name, Func<IContextCarrier, Span?, Func<Span?, Task<int>>, Task<int>> Run)
{
    public static IReadOnlyList<AsyncForm> All { get; } =
    [
        new("a Task", static (carrier, span, work) =>
        {
            var kept = new Kept(work);
            return kept.Of(carrier.RunWithSpan(span, Task (active) => kept.Start(active)));
        }),
        new("a Task with a result", static (carrier, span, work) =>
            carrier.RunWithSpan(span, work)),
        new("a Task, given a state", static (carrier, span, work) =>
        {
            var kept = new Kept(work);
            return kept.Of(carrier.RunWithSpan(span, kept, static Task (active, state) => state.Start(active)));
        }),
        new("a Task with a result, given a state", static (carrier, span, work) =>
            carrier.RunWithSpan(span, work, static (active, state) => state(active))),
        new("a ValueTask", static (carrier, span, work) =>
        {
            var kept = new Kept(work);
            return kept.Of(carrier.RunWithSpan(span, ValueTask (active) => new ValueTask(kept.Start(active))).AsTask());
        }),
        new("a ValueTask with a result", static (carrier, span, work) =>
            carrier.RunWithSpan(span, ValueTask<int> (active) => new ValueTask<int>(work(active))).AsTask()),
        new("a ValueTask, given a state", static (carrier, span, work) =>
        {
            var kept = new Kept(work);
            return kept.Of(carrier.RunWithSpan(
                span, kept, static ValueTask (active, state) => new ValueTask(state.Start(active))).AsTask());
        }),
        new("a ValueTask with a result, given a state", static (carrier, span, work) =>
            carrier.RunWithSpan(
                span, work, static ValueTask<int> (active, state) => new ValueTask<int>(state(active))).AsTask()),
    ];

    /// <summary>Keeps the result of work that is run by a form without one.</summary>
    sealed class Kept(Func<Span?, Task<int>> work)
    {
        Task<int>? _started;

        public Task Start(Span? active) => _started = work(active);

        /// <summary>The same task with the result; faulted or cancelled if it was.</summary>
        public Task<int> Of(Task running)
        {
            var kept = new TaskCompletionSource<int>();
            running.ContinueWith(
                ended => Complete(kept, ended),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return kept.Task;
        }

        void Complete(TaskCompletionSource<int> kept, Task ended)
        {
            if (ended.IsCanceled)
                kept.SetCanceled();
            else if (ended.Exception is { } failure)
                kept.SetException(failure.InnerExceptions);
            else
                kept.SetResult(_started!.Result);
        }
    }
}
