using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>What a host has logged under the library's name.</summary>
sealed class Log : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, string Text, Exception? Exception)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName == Tracer.SourceName);

    public void Dispose()
    {
    }

    sealed class Logger(Log log, bool isOurs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isOurs;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (isOurs)
                log.Lines.Enqueue((logLevel, formatter(state, exception), exception));
        }
    }
}
