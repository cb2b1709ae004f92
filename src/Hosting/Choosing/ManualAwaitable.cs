using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>Something to await that is never done until it is resumed, on the thread that resumes it.</summary>
sealed class ManualAwaitable : INotifyCompletion
{
    Action? _continuation;

    public bool IsCompleted => false;

    public ManualAwaitable GetAwaiter() => this;

    public void OnCompleted(Action continuation) => _continuation = continuation;

    public void GetResult()
    {
    }

    public void Resume() => _continuation?.Invoke();
}
