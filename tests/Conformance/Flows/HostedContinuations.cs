namespace Stackbilt.Observability.Conformance;

/// <summary>For a host that has no synchronization context: what follows an await is a flow of the host's, a new one.</summary>
sealed class HostedContinuations(IFlowHost host, RuleRun? run) : SynchronizationContext
{
    /// <summary>On a thread of its own: it waits until the host has run the flow, and a pool that only waits runs nothing.</summary>
    public override void Post(SendOrPostCallback d, object? state) => OnNewThread(host, run, () => d(state));

    public override void Send(SendOrPostCallback d, object? state) => Hosted.Run(host, () => d(state));

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
        var host = Hosted.Here;
        var run = RuleRun.Here;
        var context = host is null ? null : Current;
        var scheduler = host is null ? TaskScheduler.Default : TaskScheduler.Current;
        return () =>
        {
            if (context is HostedContinuations)
                InHost(host!, run, continuation);
            else if (context is not null)
                context.Post(_ => continuation(), null);
            else if (scheduler != TaskScheduler.Default)
                Task.Factory.StartNew(continuation, CancellationToken.None, TaskCreationOptions.None, scheduler);
            else
                continuation();
        };
    }

    static void OnNewThread(IFlowHost host, RuleRun? run, Action continuation) => Started(() => InHost(host, run, continuation));

    static void Started(Action work) => new Thread(() => work()) { IsBackground = true }.UnsafeStart();

    /// <summary>There is no caller: a host that throws here would end the process, and the rule would wait for ever.</summary>
    static void InHost(IFlowHost host, RuleRun? run, Action continuation)
    {
        try
        {
            Hosted.Run(host, continuation);
        }
        catch (Exception exception) when (run is not null)
        {
            run.FailHost(exception);
        }
    }
}
