namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>A carrier in flows of its own, which are stepped by hand.</summary>
sealed class SteppedCarrier(AmbientCarrier carrier)
{
    readonly List<ExecutionContext> _flows = [ExecutionContext.Capture()!];
    readonly List<CarrierScope> _scopes = [];

    public Span? Current(int flow) => Step(flow, () => carrier.Current);

    public void Attach(int flow, Span? span) => _scopes.Add(Step(flow, () => carrier.Attach(span)));

    public void AttachUntilEnd(int flow, Span span) => Step(flow, () =>
    {
        carrier.AttachUntilEnd(span);
        return true;
    });

    public DetachResult Close(int flow, int scope) => Step(flow, () => _scopes[scope].Detach());

    public void Fork(int flow) => _flows.Add(_flows[flow]);

    T Step<T>(int flow, Func<T> step)
    {
        T answer = default!;
        ExecutionContext.Run(
            _flows[flow],
            _ =>
            {
                answer = step();
                _flows[flow] = ExecutionContext.Capture()!;
            },
            null);
        return answer;
    }
}
