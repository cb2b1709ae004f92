using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>Logging that is on and says nothing: a host that logs makes an activity for every request.</summary>
sealed class SilentLogging : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
    }

    public void Dispose()
    {
    }
}
