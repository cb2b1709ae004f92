using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability;

/// <summary>
/// Writes the faults of a host's own carriers and processors to its log, the first of each kind; all are counted by the meter.
/// A fault of what no host owns, a scope's owner for instance, goes to the log of every host.
/// </summary>
sealed partial class FaultLog : IDisposable
{
    const int MostKinds = 100;

    static readonly ConditionalWeakTable<object, FaultLog> Owners = [];

    readonly ConcurrentDictionary<(Type Source, string Operation, Type Exception), byte> _logged = new();
    readonly ILogger _logger;

    public FaultLog(ILogger logger, IEnumerable<object> owned)
    {
        _logger = logger;
        foreach (var source in owned)
            Owners.AddOrUpdate(source, this);

        TracingFaults.Reported += Log;
    }

    public void Dispose() => TracingFaults.Reported -= Log;

    void Log(TracingFault fault)
    {
        if (Owners.TryGetValue(fault.Source, out var owner) && owner != this)
            return;

        var kind = (fault.Source.GetType(), fault.Operation, fault.Exception.GetType());
        if (_logged.Count < MostKinds && _logged.TryAdd(kind, 0))
            LogFault(fault.Exception, kind.Item1, fault.Operation);
    }

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "Tracing failed and the work went on: {Source}.{Operation}. More of this kind are counted and not logged.")]
    partial void LogFault(Exception exception, Type source, string operation);
}
