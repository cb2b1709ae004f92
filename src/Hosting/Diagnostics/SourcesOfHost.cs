using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>
/// What belongs to one host of the several that may be in a process: carriers, processors, tracer. Faults and misuse are told
/// in one place for all, and each host takes its own.
/// </summary>
sealed class SourcesOfHost
{
    static readonly ConditionalWeakTable<object, SourcesOfHost> Owners = [];

    public SourcesOfHost(IEnumerable<object> owned)
    {
        foreach (var source in owned)
            Owners.AddOrUpdate(source, this);
    }

    public bool IsOwn(object source) => Owners.TryGetValue(source, out var owner) && owner == this;

    public bool IsOfAnother(object source) => Owners.TryGetValue(source, out var owner) && owner != this;
}
