using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests.Logs;

/// <summary>The scopes of the last line, as text; or none asked for.</summary>
sealed class ScopesOf(bool asks = true) : ILoggerProvider, ISupportExternalScope, ILogger
{
    IExternalScopeProvider? _scopes;

    public List<string> Last { get; } = [];

    public int Lines { get; private set; }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _scopes?.Push(state);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines++;
        if (!asks)
            return;

        Last.Clear();
        _scopes!.ForEachScope(static (scope, last) => last.Add(scope!.ToString()!), Last);
    }

    public void Dispose()
    {
    }
}
