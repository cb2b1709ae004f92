using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>Where a flow can go on: <c>await place</c> always suspends, and continues there and with that synchronization context.</summary>
sealed class Place(string name, Action<Action> go)
{
    /// <summary>A thread of the pool, with no synchronization context but the host's.</summary>
    public static Place Pool => new("on the pool", HostedContinuations.OnPool);

    /// <summary>A new thread, in the same way.</summary>
    public static Place NewThread => new("on a new thread", static continuation => HostedContinuations.OnNewThread(continuation));

    public static Place On(OneThreadLoop loop, string name) => new(name, continuation => loop.Post(_ => continuation(), null));

    public static Place On(OneThreadScheduler scheduler) => new(
        "on a scheduler of its own", continuation => scheduler.Start(() =>
        {
            continuation();
            return true;
        }));

    public Awaiter GetAwaiter() => new(go);

    public override string ToString() => name;

    public sealed class Awaiter(Action<Action> go) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;

        public void OnCompleted(Action continuation) => go(continuation);

        public void UnsafeOnCompleted(Action continuation) => go(continuation);

        public void GetResult()
        {
        }
    }
}
