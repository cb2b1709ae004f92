namespace Stackbilt.Observability.Tests;

public interface ITold : IGrainObserver
{
    Task TellAsync();
}

sealed class Told : ITold
{
    public TaskCompletionSource Signal { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task TellAsync()
    {
        ActiveSpan.Current?.StartChild("told").End();
        Signal.SetResult();
        return Task.CompletedTask;
    }
}
