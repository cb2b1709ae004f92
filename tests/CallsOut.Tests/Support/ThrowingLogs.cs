using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>A log that throws under our name, where the thrower says; elsewhere it reads what it is given, like any log.</summary>
sealed class ThrowingLogs(Thrower thrower) : ILoggerFactory, ILogger
{
    public List<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName)
    {
        if (categoryName != Tracer.SourceName)
            return new SilentLogging();

        thrower.At("ILoggerFactory.CreateLogger");
        return this;
    }

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        thrower.At("ILogger.IsEnabled");
        return true;
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        thrower.At("ILogger.Log");
        var line = $"{logLevel}: {formatter(state, exception)} {exception}";
        lock (Lines)
            Lines.Add(line);
    }

    public void Dispose()
    {
    }
}
