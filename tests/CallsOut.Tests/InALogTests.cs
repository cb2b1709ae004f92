using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>A log that throws where a scope with a span begins: the work goes on without the scope.</summary>
public class InALogTests
{
    internal static readonly string[] Names = ["ILogger.BeginScope"];

    [Fact]
    public void What_a_log_throws_is_reported_and_there_is_no_scope()
    {
        using var faults = new AllFaults();
        var logger = new Throwing();
        using var span = new Tracer(new ExplicitCarrier()).StartRoot("root");

        Assert.Null(logger.BeginSpanScope(span));

        Assert.Contains(faults.Reported, fault => fault.Operation == nameof(ILogger.BeginScope) && ReferenceEquals(fault.Source, logger));
    }

    sealed class Throwing : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new InvalidOperationException("The disk is full.");

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }
    }
}
