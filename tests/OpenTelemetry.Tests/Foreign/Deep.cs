using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Code far below a host, which was given nothing: written for us, or, to compare with, for the platform's own tracing.
/// </summary>
static partial class Deep
{
    public const string PlainSource = "deep.plain";

    static readonly ActivitySource Plain = new(PlainSource);

    /// <summary>One step with another inside it, the second after an await; each writes a line into the log.</summary>
    public static async Task StepAsync(bool isPlain, ILogger logger)
    {
        using var step = Start(isPlain, "deep.step");
        await Task.Yield();
        LogWhere(logger);
        using var inner = Start(isPlain, "deep.inner");
        LogWhere(logger);
    }

    static IDisposable? Start(bool isPlain, string name) =>
        isPlain ? Plain.StartActivity(name) : ActiveSpan.Current?.StartActiveChild(name);

    static void LogWhere(ILogger logger) =>
        LogWhere(logger, ActiveSpan.Current?.TraceId, ActiveSpan.Current?.SpanId);

    [LoggerMessage(1, LogLevel.Information, "{Trace} {Span}")]
    static partial void LogWhere(ILogger logger, TraceId? trace, SpanId? span);
}
