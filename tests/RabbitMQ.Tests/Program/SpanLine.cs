using System.Text.Json;

namespace Stackbilt.Observability.Tests;

/// <summary>What one process tells another one of a span, at its start and at its end: one that is killed has told only of the start.</summary>
sealed record SpanLine(bool HasEnded, string Trace, string Id, string Parent, string Name, string? Order, bool IsError)
{
    const string Mark = "span ";

    public static SpanLine? Read(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize<SpanLine>(line[Mark.Length..]) : null;

    public override string ToString() => Mark + JsonSerializer.Serialize(this);

    /// <summary>Has a tracer tell of each span.</summary>
    public sealed class Teller(Action<SpanLine> tell) : ISpanProcessor
    {
        public void OnStart(Span span) =>
            tell(new SpanLine(false, span.TraceId.ToString(), span.SpanId.ToString(), span.ParentSpanId.ToString(), span.Name, null, false));

        public void OnEnd(in FinishedSpan span)
        {
            string? order = null;
            foreach (var attribute in span.Attributes)
            {
                if (attribute.Key == "messaging.message.id")
                    order = attribute.Value as string;
            }

            tell(new SpanLine(
                true, span.Context.TraceId.ToString(), span.Context.SpanId.ToString(), span.ParentSpanId.ToString(), span.Name, order, span.Status == SpanStatus.Error));
        }
    }
}
