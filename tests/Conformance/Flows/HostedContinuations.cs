namespace Stackbilt.Observability.Conformance;

/// <summary>For a host that has no synchronization context: what follows an await is a flow of the host's, a new one.</summary>
sealed class HostedContinuations(RuleHost host) : SynchronizationContext
{
    /// <summary>On a thread of its own: it waits until the host has run the flow, and a pool that only waits runs nothing.</summary>
    public override void Post(SendOrPostCallback d, object? state) => Started(() => Hosted.RunAlone(host, () => d(state)));

    public override void Send(SendOrPostCallback d, object? state) => host.Run(() => d(state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs what follows an await of the suite's own kinds on a new thread, in the host where there is one.</summary>
    /// <param name="continuation">What follows.</param>
    /// <param name="done">Waited for before, outside of the host: a host of one thread may be needed to end it. Null for nothing.</param>
    public static void OnNewThread(Action continuation, Task? done = null)
    {
        var there = There(continuation);
        Started(() =>
        {
            ((IAsyncResult?)done)?.AsyncWaitHandle.WaitOne();
            there();
        });
    }

    /// <summary>The same on a thread of the pool.</summary>
    public static void OnPool(Action continuation) => ThreadPool.UnsafeQueueUserWorkItem(static there => there(), There(continuation), preferLocal: false);

    static Action There(Action continuation)
    {
        if (Hosted.Here is not { } host)
            return continuation;

        var context = Current;
        var scheduler = TaskScheduler.Current;
        return () => host.Alone(() =>
        {
            if (context is HostedContinuations)
                host.Run(continuation);
            else if (context is not null)
                context.Post(_ => continuation(), null);
            else if (scheduler != TaskScheduler.Default)
                Task.Factory.StartNew(continuation, CancellationToken.None, TaskCreationOptions.None, scheduler);
            else
                continuation();
        });
    }

    static void Started(Action work) => new Thread(() => work()) { IsBackground = true }.UnsafeStart();
}
