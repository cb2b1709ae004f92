using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Stackbilt.Observability;

/// <summary>
/// The host's log under our name, which never throws: a provider that does is reported, and neither the work nor a thread
/// that nobody looks after ends by it.
/// </summary>
sealed class GuardedLogger(ILogger inner) : ILogger
{
    public static ILogger Of(ILoggerFactory? loggers)
    {
        try
        {
            return loggers is null ? NullLogger.Instance : new GuardedLogger(loggers.CreateLogger(Tracer.SourceName));
        }
        catch (Exception exception)
        {
            TracingFaults.Report(loggers!, nameof(ILoggerFactory.CreateLogger), exception);
            return NullLogger.Instance;
        }
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(inner, nameof(IsEnabled), exception);
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        try
        {
            var readable = Readable(exception);
            inner.Log(logLevel, eventId, state, readable, formatter);
        }
        catch (Exception failure)
        {
            TracingFaults.Report(inner, nameof(Log), failure);
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <summary>Providers write the whole text. Where that throws, they would write nothing at all.</summary>
    static Exception? Readable(Exception? exception) =>
        exception is null || ExceptionText.WholeOf(exception, out _) is not null
            ? exception
            : new InvalidOperationException($"{ExceptionText.Describe(exception)}, whose text cannot be read.");
}
