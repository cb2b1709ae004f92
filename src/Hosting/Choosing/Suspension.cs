using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>Something to await that is never done until it is resumed, on the thread that resumes it.</summary>
sealed class Suspension : INotifyCompletion
{
    Action? _continuation;

    public bool IsCompleted => false;

    public Suspension GetAwaiter() => this;

    public void OnCompleted(Action continuation) => _continuation = continuation;

    public void GetResult()
    {
    }

    public void Resume() => _continuation?.Invoke();
}
