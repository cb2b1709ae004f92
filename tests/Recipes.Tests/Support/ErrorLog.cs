using System.Collections.Concurrent;

namespace Stackbilt.Observability.Tests;

/// <summary>Logging that is on, prints nothing, and keeps the exceptions of what is an error.</summary>
sealed class ErrorLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(string Text, Exception Exception)> Errors { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error && exception is not null)
            Errors.Enqueue((formatter(state, exception), exception));
    }

    public void Dispose()
    {
    }
}
