using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Serilog.Core;
using Serilog.Events;

namespace Stackbilt.Observability.Tests;

/// <summary>What the console's own formatters make of a line, without the console.</summary>
sealed class ConsoleText(IEnumerable<ConsoleFormatter> formatters, string format) : ILoggerProvider, ISupportExternalScope
{
    IExternalScopeProvider? _scopes;

    public ConcurrentQueue<string> Lines { get; } = [];

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
    }

    sealed class Writer(ConsoleText text, string category) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => category.Contains(nameof(FiveLayers), StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => text._scopes?.Push(state);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;

            using var written = new StringWriter();
            var entry = new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter);
            text.Formatter.Write(in entry, text._scopes, written);
            text.Lines.Enqueue(written.ToString());
        }
    }

    ConsoleFormatter Formatter { get; } = formatters.Single(formatter => formatter.Name == format);
}

/// <summary>What Serilog makes of a line.</summary>
sealed class SerilogEvents : ILogEventSink
{
    public ConcurrentQueue<LogEvent> Events { get; } = [];

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.MessageTemplate.Text.StartsWith("deep", StringComparison.Ordinal))
            Events.Enqueue(logEvent);
    }
}
