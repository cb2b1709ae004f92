namespace Stackbilt.Observability.Conformance;

/// <summary>The calls of hosts that a rule has open, and the first thing that a host did wrong.</summary>
sealed class HostCalls
{
    readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource? _over;
    int _open;

    /// <summary>Fails when a host has done something wrong, on whatever thread; else it does not end.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Ends when no call is open: a host may still do something wrong after it has run its flow.</summary>
    public Task Over
    {
        get
        {
            lock (_failed)
            {
                if (_open == 0)
                    return Task.CompletedTask;

                _over ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _over.Task;
            }
        }
    }

    /// <summary>Takes what a host did wrong. The first counts.</summary>
    public void Fail(Exception exception)
    {
        // Looked at here, since the rule may have ended and nobody else may look.
        if (_failed.TrySetException(exception))
            _ = Failed.Exception;
    }

    public void Begin()
    {
        lock (_failed)
            _open++;
    }

    public void End()
    {
        TaskCompletionSource? over = null;
        lock (_failed)
        {
            if (--_open == 0)
                (over, _over) = (_over, null);
        }

        over?.SetResult();
    }
}
