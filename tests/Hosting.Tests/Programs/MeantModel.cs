namespace Stackbilt.Observability.Tests;

/// <summary>The contract in a few lines: a list of attachments for each flow, copied by a fork, and how far each was healthy.</summary>
sealed class MeantModel
{
    readonly List<List<Meant>> _flows = [[]];

    public int FlowCount => _flows.Count;

    /// <summary>Each attachment with the flow it was made in, and a number for its scope; -1 where it has none.</summary>
    public sealed record Meant(int Scope, Span? Span, bool ByFallback, bool IsLost)
    {
        /// <summary>Nothing has gone wrong in the flow since, nor with the attachment itself.</summary>
        public bool IsSure { get; init; } = true;

        public bool IsOpen => Span is not { HasEnded: true };
    }

    public Meant? Innermost(int flow) => _flows[flow].LastOrDefault(meant => meant.IsOpen);

    public bool HasOpen(int flow, Func<Meant, bool> which) => _flows[flow].Exists(meant => meant.IsOpen && which(meant));

    public void Attach(int flow, Meant meant) => _flows[flow].Add(meant);

    public Meant? Close(int flow, int scope)
    {
        var at = _flows[flow].FindIndex(meant => meant.Scope == scope);
        if (at < 0)
            return null;

        var closed = _flows[flow][at];
        _flows[flow].RemoveAt(at);
        return closed;
    }

    public void Fork(int flow) => _flows.Add([.. _flows[flow]]);

    /// <summary>What the carrier has done wrong may show wherever this flow has an attachment of it.</summary>
    public void Doubt(int flow) =>
        _flows[flow] = [.. _flows[flow].Select(meant => meant.ByFallback ? meant : meant with { IsSure = false })];
}
