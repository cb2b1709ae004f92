namespace Stackbilt.Observability.Tests;

/// <summary>Has a tracer tell of each span.</summary>
sealed class SpanTeller(Action<SpanLine> tell) : ISpanProcessor
{
    public void OnStart(Span span) =>
        tell(new SpanLine(false, span.TraceId.ToString(), span.SpanId.ToString(), span.ParentSpanId.ToString(), span.Name, null, false));

    public void OnEnd(in FinishedSpan span)
    {
        string? message = null;
        foreach (var attribute in span.Attributes)
        {
            if (attribute.Key == "messaging.message.id")
                message = attribute.Value as string;
        }

        tell(new SpanLine(
            true, span.Context.TraceId.ToString(), span.Context.SpanId.ToString(), span.ParentSpanId.ToString(), span.Name, message, span.Status == SpanStatus.Error));
    }
}
