using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability;

/// <summary>
/// Writes what goes wrong in a host's own tracing to its log: faults, and misuse by the program. The first of each kind; all are
/// counted by the meter.
/// </summary>
sealed partial class FaultAndMisuseLog : IDisposable
{
    const int MostKinds = 100;

    readonly ConcurrentDictionary<(Type Source, string What, Type? Exception), byte> _logged = new();
    readonly ILogger _logger;
    readonly SourcesOfHost _owned;
    readonly bool _withMisuse;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="logger">The host's log.</param>
    /// <param name="owned">What belongs to the host.</param>
    /// <param name="withMisuse">False where strict mode reports misuse already.</param>
    public FaultAndMisuseLog(ILogger logger, SourcesOfHost owned, bool withMisuse)
    {
        _logger = logger;
        _owned = owned;
        _withMisuse = withMisuse;
        TracingFaults.Reported += Log;
        TracingMisuse.Reported += Log;
    }

    public void Dispose()
    {
        TracingFaults.Reported -= Log;
        TracingMisuse.Reported -= Log;
    }

    void Log(TracingFault fault)
    {
        if (!_owned.IsOfAnother(fault.Source) && IsFirst(fault.Source, fault.Operation, fault.Exception))
            LogFault(fault.Exception, fault.Source.GetType(), fault.Operation);
    }

    void Log(Misuse misuse)
    {
        if (!_owned.IsOwn(misuse.Source))
            return;

        // Of the listeners' settings, and strict mode knows nothing of those.
        if (misuse.Kind == MisuseKind.ChildOfUnheardActivity)
            LogDropped(misuse.Message);
        else if (_withMisuse && IsFirst(misuse.Source, $"{misuse.Kind}", exception: null))
            LogMisuse(misuse.Message);
    }

    bool IsFirst(object source, string what, Exception? exception) =>
        _logged.Count < MostKinds && _logged.TryAdd((source.GetType(), what, exception?.GetType()), 0);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "Tracing failed and the work went on: {Source}.{Operation}. More of this kind are counted and not logged.")]
    partial void LogFault(Exception exception, Type source, string operation);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "Tracing was misused: {Misuse} More of this kind are counted and not logged. "
        + "With Strict, each is logged with the stack that opened the scope.")]
    partial void LogMisuse(string misuse);

    [LoggerMessage(15, LogLevel.Warning, "Spans are dropped: {Misuse} This is said once.")]
    partial void LogDropped(string misuse);
}
