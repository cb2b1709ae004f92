namespace Stackbilt.Observability.Conformance;

/// <summary>The contract in a dozen lines: a list of attachments for each flow, copied by a fork.</summary>
sealed class ContractModel(bool isAmbient, bool isForkedInto)
{
    /// <summary>For what is active until it ends.</summary>
    public const int NoScope = -1;

    readonly List<List<(int Scope, Span? Span)>> _flows = [[]];
    readonly HashSet<int> _closed = [];

    public int FlowCount => _flows.Count;

    public Span? Current(int flow) =>
        isAmbient ? _flows[flow].LastOrDefault(attached => attached.Span is not { HasEnded: true }).Span : null;

    public void Attach(int flow, int scope, Span? span) => _flows[flow].Add((scope, span));

    public DetachResult Close(int flow, int scope)
    {
        if (!isAmbient)
            return default;

        var at = _flows[flow].FindIndex(attached => attached.Scope == scope);
        if (at < 0)
            return new DetachResult(_closed.Contains(scope) ? DetachOutcome.AlreadyDetached : DetachOutcome.WrongFlow);

        var depth = _flows[flow].Skip(at + 1).Count(attached => attached.Span is not { HasEnded: true });
        _flows[flow].RemoveAt(at);
        _closed.Add(scope);
        return new DetachResult(depth == 0 ? DetachOutcome.InOrder : DetachOutcome.OutOfOrder, depth);
    }

    public void Fork(int flow) => _flows.Add(isForkedInto ? [.. _flows[flow]] : []);
}
