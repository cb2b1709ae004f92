namespace Stackbilt.Observability.Conformance;

/// <summary>Flows that are threads and hand a baton: good for every carrier, wherever it keeps its state.</summary>
sealed class ThreadFlows : IFlows
{
    readonly List<Worker> _workers = [];

    public ThreadFlows() => Add();

    /// <summary>Adds a flow that inherits from nobody but its maker.</summary>
    public int Add()
    {
        _workers.Add(new Worker());
        return _workers.Count - 1;
    }

    public Task RunAsync(int flow, Action step) => _workers[flow].RunAsync(step);

    public Task ForkAsync(int flow) => RunAsync(flow, () => Add());

    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Dispose();
    }

    sealed class Worker : IDisposable
    {
        readonly SemaphoreSlim _baton = new(0);
        Action? _step;

        // The whole thread is one flow.
        public Worker()
        {
            var run = Hosted.Fork(Run);
            new Thread(() => run()) { IsBackground = true }.Start();
        }

        public Task RunAsync(Action step)
        {
            var (callback, done) = Fork.Once(step);
            Hand(callback);
            return done;
        }

        public void Dispose() => Hand(null);

        void Hand(Action? step)
        {
            _step = step;
            _baton.Release();
        }

        void Run()
        {
            for (_baton.Wait(); _step is { } step; _baton.Wait())
                step();

            // Here and not where it is asked for: this thread is the last that needs it.
            _baton.Dispose();
        }
    }
}
