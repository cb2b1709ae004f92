using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// What deep code has logged: which span it said was active, and which one the logging said the line belongs to
/// (<see cref="ActivityTrackingOptions"/>).
/// </summary>
sealed class ActivityLog : ILoggerProvider, ISupportExternalScope
{
    IExternalScopeProvider? _scopes;

    public ConcurrentQueue<(string Active, string Logged)> Lines { get; } = [];

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName == typeof(Deep).FullName);

    public void Dispose()
    {
    }

    string Ids()
    {
        var ids = new Dictionary<string, object?>();
        _scopes?.ForEachScope(
            static (scope, ids) =>
            {
                foreach (var (key, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
                    ids[key] = value;
            },
            ids);
        return $"{ids.GetValueOrDefault("TraceId")} {ids.GetValueOrDefault("SpanId")}";
    }

    sealed class Logger(ActivityLog log, bool isOfDeepCode) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isOfDeepCode;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (isOfDeepCode)
                log.Lines.Enqueue((formatter(state, exception), log.Ids()));
        }
    }
}
