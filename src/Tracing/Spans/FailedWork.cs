namespace Stackbilt.Observability;

/// <summary>What work has thrown, on the span that it ran in.</summary>
static class FailedWork
{
    /// <summary>An exception and an error; a stop that was asked for is no error.</summary>
    public static void Record(Span span, Exception exception)
    {
        span.RecordException(exception);
        if (!WasAskedToStop(exception))
            span.SetStatus(SpanStatus.Error, ExceptionText.MessageOf(exception, out _));
    }

    /// <summary>HttpClient's own limit of time cancels by a token as well, and says so.</summary>
    static bool WasAskedToStop(Exception exception) =>
        exception is OperationCanceledException { CancellationToken.IsCancellationRequested: true, InnerException: not TimeoutException };
}
