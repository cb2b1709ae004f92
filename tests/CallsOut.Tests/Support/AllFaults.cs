using System.Collections.Concurrent;

namespace Stackbilt.Observability.Tests;

/// <summary>What the process reports while it listens.</summary>
sealed class AllFaults : IDisposable
{
    readonly ConcurrentQueue<TracingFault> _reported = new();

    public AllFaults() => TracingFaults.Reported += _reported.Enqueue;

    public IReadOnlyCollection<TracingFault> Reported => _reported;

    public bool HasReported(Exception exception) =>
        _reported.Any(fault => ReferenceEquals(fault.Exception, exception) || (fault.Exception as AggregateException)?.InnerExceptions.Contains(exception) == true);

    public void Dispose() => TracingFaults.Reported -= _reported.Enqueue;
}
