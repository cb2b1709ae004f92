namespace Stackbilt.Observability.Conformance;

/// <summary>Flows that are async methods, each awaiting its next step: what is attached has to survive the awaits between.</summary>
sealed class AwaitingFlows : IFlows
{
    readonly List<Loop> _loops = [new()];

    public Task RunAsync(int flow, Action step) => _loops[flow].RunAsync(step);

    public Task ForkAsync(int flow) => RunAsync(flow, () => _loops.Add(new Loop()));

    public void Dispose()
    {
        foreach (var loop in _loops)
            loop.Stop();
    }

    sealed class Loop
    {
        TaskCompletionSource<Action?> _next = NewStep();

        public Loop() => _ = StartAsync();

        public Task RunAsync(Action step)
        {
            var (callback, done) = Fork.Once(step);
            _next.SetResult(() =>
            {
                _next = NewStep();
                callback();
            });
            return done;
        }

        public void Stop() => _next.TrySetResult(null);

        static TaskCompletionSource<Action?> NewStep() => new(TaskCreationOptions.RunContinuationsAsynchronously);

        async Task StartAsync()
        {
            while (await _next.Task is { } step)
                step();
        }
    }
}
