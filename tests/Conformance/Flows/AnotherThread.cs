using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>
/// <c>await AnotherThread.Switch</c> always suspends and always continues on a thread that is new: what a carrier has left
/// on the old one cannot help it.
/// </summary>
static class AnotherThread
{
    public static Awaitable Switch => new(Task.CompletedTask);

    /// <summary>Waits for a task, and suspends even where the task is done already.</summary>
    public static Awaitable After(Task done) => new(done);

    public sealed class Awaitable(Task done) : ICriticalNotifyCompletion
    {
        public bool IsCompleted { get; private set; }

        public Awaitable GetAwaiter() => this;

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) => HostedContinuations.OnNewThread(
            () =>
            {
                IsCompleted = true;
                continuation();
            },
            done);

        public void GetResult() => done.GetAwaiter().GetResult();
    }
}
