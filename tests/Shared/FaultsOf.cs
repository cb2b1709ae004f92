using System.Collections.Concurrent;

namespace Stackbilt.Observability.Tests;

/// <summary>The faults that one source reports while a test runs; those of other tests go by.</summary>
sealed class FaultsOf : IDisposable
{
    readonly ConcurrentQueue<TracingFault> _reported = new();
    readonly object _source;

    public FaultsOf(object source)
    {
        _source = source;
        TracingFaults.Reported += Note;
    }

    public IReadOnlyCollection<TracingFault> Reported => _reported;

    public void Dispose() => TracingFaults.Reported -= Note;

    void Note(TracingFault fault)
    {
        if (ReferenceEquals(fault.Source, _source))
            _reported.Enqueue(fault);
    }
}
