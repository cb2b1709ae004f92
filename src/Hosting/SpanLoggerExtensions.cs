using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability;

/// <summary>A span in the scopes of a log, for code that has it as an argument.</summary>
public static class SpanLoggerExtensions
{
    /// <summary>
    /// What is logged until the scope is closed has the ids of the span as <c>SpanId</c>, <c>TraceId</c> and <c>ParentId</c>, the names that the
    /// platform gives to those of an activity. For the carrier <c>Explicit</c>; where a span is active,
    /// <see cref="ObservabilityBuilder.AddSpanToLogs"/> is enough.
    /// </summary>
    /// <param name="logger">The log; not null.</param>
    /// <param name="span">The span; null begins no scope.</param>
    /// <param name="baggageKeys">
    /// Keys of the baggage that are told as well; none by default, and then those that <see cref="ObservabilityBuilder.AddSpanToLogs"/> was
    /// given.
    /// </param>
    /// <returns>The scope, to be closed where it began; null where there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="logger"/> or <paramref name="baggageKeys"/> is null.</exception>
    /// <remarks>
    /// Safe from any thread. A small object, and what the log makes of a scope; the texts are made when a line is written. What the log
    /// throws is reported to <see cref="TracingFaults"/>, and there is no scope then.
    /// </remarks>
    public static IDisposable? BeginSpanScope(this ILogger logger, Span? span, params string[] baggageKeys)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(baggageKeys);
        if (span is null)
            return null;

        try
        {
            return logger.BeginScope(new SpanLogScope(span, baggageKeys));
        }
        catch (Exception exception)
        {
            TracingFaults.Report(logger, nameof(ILogger.BeginScope), exception);
            return null;
        }
    }
}
