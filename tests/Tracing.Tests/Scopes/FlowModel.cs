namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>What a carrier must answer: a list of attachments for each flow, copied by a fork. Nothing is ever dropped.</summary>
sealed class FlowModel
{
    readonly List<List<(int Scope, Span? Span)>> _flows = [[]];
    readonly HashSet<int> _closed = [];

    public int Count => _flows.Count;

    public int Open(int flow) => _flows[flow].Count(static attached => attached.Span is not { HasEnded: true });

    public Span? Current(int flow) => _flows[flow].LastOrDefault(static attached => attached.Span is not { HasEnded: true }).Span;

    public void Attach(int flow, int scope, Span? span) => _flows[flow].Add((scope, span));

    public void Fork(int flow) => _flows.Add([.. _flows[flow]]);

    public DetachResult Close(int flow, int scope)
    {
        var at = _flows[flow].FindIndex(attached => attached.Scope == scope);
        if (at < 0)
            return new DetachResult(_closed.Contains(scope) ? DetachOutcome.AlreadyDetached : DetachOutcome.WrongFlow);

        var depth = _flows[flow].Skip(at + 1).Count(static attached => attached.Span is not { HasEnded: true });
        _flows[flow].RemoveAt(at);
        _closed.Add(scope);
        return new DetachResult(depth == 0 ? DetachOutcome.InOrder : DetachOutcome.OutOfOrder, depth);
    }
}
