using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>
/// <c>await AnotherThread.Switch</c> always suspends and always continues on a thread that is new: what a carrier has left
/// on the old one cannot help it.
/// </summary>
static class AnotherThread
{
    public static Awaitable Switch => new();

    public sealed class Awaitable : ICriticalNotifyCompletion
    {
        public bool IsCompleted { get; private set; }

        public Awaitable GetAwaiter() => this;

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) => new Thread(() =>
        {
            IsCompleted = true;
            continuation();
        })
        {
            IsBackground = true,
        }.UnsafeStart();

        public void GetResult()
        {
        }
    }
}
