namespace Stackbilt.Observability.Conformance;

/// <summary>Flows that are execution contexts, stepped by hand on one thread: fast, for carriers that live in the context.</summary>
sealed class SteppedFlows : IFlows
{
    readonly List<ExecutionContext> _contexts = [ExecutionContext.Capture()!];

    public Task RunAsync(int flow, Action step)
    {
        ExecutionContext.Run(_contexts[flow], _ =>
        {
            step();
            _contexts[flow] = ExecutionContext.Capture()!;
        }, null);
        return Task.CompletedTask;
    }

    public Task ForkAsync(int flow)
    {
        _contexts.Add(_contexts[flow]);
        return Task.CompletedTask;
    }

    public void Dispose() => _contexts.Clear();
}
