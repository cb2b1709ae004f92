using System.Collections.Concurrent;

namespace Stackbilt.Observability.Conformance;

/// <summary>A synchronization context with one thread of its own, as a user interface or a game loop has it.</summary>
sealed class OneThreadLoop : SynchronizationContext, IDisposable
{
    // A host may run what the loop gives it on another thread.
    [ThreadStatic]
    static OneThreadLoop? _running;

    readonly RuleHost? _host = Hosted.Here;
    readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];
    int _operations;

    public OneThreadLoop()
    {
        new Thread(Run) { IsBackground = true }.UnsafeStart();
    }

    /// <summary>Whether the caller runs on the loop.</summary>
    public bool IsHere => _running == this;

    /// <summary>What it was told to wait for: those who keep a loop alive count this.</summary>
    public int Operations => Volatile.Read(ref _operations);

    public override void OperationStarted() => Interlocked.Increment(ref _operations);

    public override void OperationCompleted() => Interlocked.Decrement(ref _operations);

    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

    /// <summary>Runs asynchronous work on the loop, continuations and all.</summary>
    public Task RunAsync(Func<Task> work)
    {
        var (callback, started) = Fork.Once(work);
        Post(_ => callback(), null);
        return started.Unwrap();
    }

    public void Dispose() => _posted.CompleteAdding();

    void Run()
    {
        SetSynchronizationContext(this);
        foreach (var (callback, state) in _posted.GetConsumingEnumerable())
        {
            Hosted.RunAlone(_host, () =>
            {
                var outer = _running;
                _running = this;
                SetSynchronizationContext(this);
                try
                {
                    callback(state);
                }
                finally
                {
                    _running = outer;
                }
            });
        }
    }
}
