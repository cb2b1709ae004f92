namespace Stackbilt.Observability;

/// <summary>The <c>exception</c> event of the OpenTelemetry semantic conventions, texts only.</summary>
static class ExceptionEvent
{
    public static SpanEvent Of(Exception exception, long unixNanoseconds, ReadOnlySpan<SpanAttribute> more)
    {
        var attributes = new SpanAttributeList(
        [
            new("exception.type", exception.GetType().FullName),
            new("exception.message", MessageOf(exception)),
            new("exception.stacktrace", WholeOf(exception)),
        ]);
        attributes.Set(more);
        return new SpanEvent("exception", unixNanoseconds, attributes.Items.ToArray());
    }

    static string? MessageOf(Exception exception)
    {
        var message = ExceptionText.MessageOf(exception, out var failure);
        ReportFailure(exception, failure);
        return message;
    }

    static string? WholeOf(Exception exception)
    {
        var whole = ExceptionText.WholeOf(exception, out var failure);
        ReportFailure(exception, failure);
        return whole;
    }

    static void ReportFailure(Exception exception, Exception? failure)
    {
        if (failure is not null)
            TracingFaults.Report(exception, nameof(Span.RecordException), failure);
    }
}
