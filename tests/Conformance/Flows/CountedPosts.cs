namespace Stackbilt.Observability.Conformance;

/// <summary>A synchronization context that counts who comes back to it, and lets everybody.</summary>
sealed class CountedPosts : SynchronizationContext
{
    int _count;

    public int Count => Volatile.Read(ref _count);

    public override void Post(SendOrPostCallback d, object? state)
    {
        Interlocked.Increment(ref _count);
        base.Post(d, state);
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        Interlocked.Increment(ref _count);
        base.Send(d, state);
    }

    /// <summary>Starts something that has this context as its caller's.</summary>
    public T Inside<T>(Func<T> start)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return start();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
