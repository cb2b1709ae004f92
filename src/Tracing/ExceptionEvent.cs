namespace Stackbilt.Observability;

/// <summary>The <c>exception</c> event of the OpenTelemetry semantic conventions, texts only.</summary>
static class ExceptionEvent
{
    public static SpanEvent Of(Exception exception, long unixNanoseconds, ReadOnlySpan<SpanAttribute> more)
    {
        var attributes = new SpanAttributeList(
        [
            new("exception.type", exception.GetType().FullName),
            new("exception.message", Text(exception, static thrown => thrown.Message)),
            new("exception.stacktrace", Text(exception, static thrown => thrown.ToString())),
        ]);
        attributes.Set(more);
        return new SpanEvent("exception", unixNanoseconds, attributes.Items.ToArray());
    }

    /// <summary>Both texts can be overridden by whoever wrote the exception, and then they can throw.</summary>
    public static string? Text(Exception exception, Func<Exception, string?> read)
    {
        try
        {
            return read(exception);
        }
        catch (Exception failure)
        {
            TracingFaults.Report(exception, nameof(Span.RecordException), failure);
            return null;
        }
    }
}
