using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>An awaiter as people write them by hand: <see cref="INotifyCompletion"/> alone, continuing on a clean thread.</summary>
sealed class PlainAwaitable : INotifyCompletion
{
    public bool IsCompleted { get; private set; }

    public PlainAwaitable GetAwaiter() => this;

    public void OnCompleted(Action continuation) => HostedContinuations.OnNewThread(() =>
    {
        IsCompleted = true;
        continuation();
    });

    public void GetResult()
    {
    }
}
