namespace Stackbilt.Observability.Conformance;

/// <summary>For a host that has no synchronization context: what follows an await is a flow of the host's, a new one.</summary>
sealed class HostedContinuations(IFlowHost host) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) =>
        ThreadPool.UnsafeQueueUserWorkItem(_ => Hosted.Run(host, () => d(state)), null);

    public override void Send(SendOrPostCallback d, object? state) => Hosted.Run(host, () => d(state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs what follows an await of the suite's own kinds on a new thread, in the host where there is one.</summary>
    public static void OnNewThread(Action continuation)
    {
        var there = There(continuation);
        new Thread(() => there()) { IsBackground = true }.UnsafeStart();
    }

    /// <summary>The same on a thread of the pool.</summary>
    public static void OnPool(Action continuation) => ThreadPool.UnsafeQueueUserWorkItem(static there => there(), There(continuation), preferLocal: false);

    static Action There(Action continuation)
    {
        var host = Hosted.Here;
        var context = host is null ? null : Current;
        var scheduler = host is null ? TaskScheduler.Default : TaskScheduler.Current;
        return () =>
        {
            if (context is HostedContinuations)
                Hosted.Run(host, continuation);
            else if (context is not null)
                context.Post(_ => continuation(), null);
            else if (scheduler != TaskScheduler.Default)
                Task.Factory.StartNew(continuation, CancellationToken.None, TaskCreationOptions.None, scheduler);
            else
                continuation();
        };
    }
}
