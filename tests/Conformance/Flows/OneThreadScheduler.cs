using System.Collections.Concurrent;

namespace Stackbilt.Observability.Conformance;

/// <summary>A task scheduler with one thread of its own: each job runs where the last one did.</summary>
sealed class OneThreadScheduler : TaskScheduler, IDisposable
{
    readonly RuleHost? _host = Hosted.Here;
    readonly BlockingCollection<Task> _jobs = [];

    public OneThreadScheduler() =>
        new Thread(Run) { IsBackground = true }.UnsafeStart();

    public Task<T> Start<T>(Func<T> job) =>
        Task.Factory.StartNew(job, CancellationToken.None, TaskCreationOptions.None, this);

    public void Dispose() => _jobs.CompleteAdding();

    protected override void QueueTask(Task task) => _jobs.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _jobs;

    void Run()
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
            Hosted.RunAlone(_host, () => TryExecuteTask(job));
    }
}
