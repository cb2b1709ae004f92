namespace Stackbilt.Observability.Tests;

/// <summary>Something that happens once, and can be waited for.</summary>
sealed class Signal
{
    readonly TaskCompletionSource _given = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Give() => _given.TrySetResult();

    public Task WaitAsync() => _given.Task.Guarded();
}
