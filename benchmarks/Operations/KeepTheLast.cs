namespace Stackbilt.Observability.Benchmarks;

/// <summary>A processor that keeps a span, until it is shown the next one.</summary>
public sealed class KeepTheLast : ISpanProcessor
{
    /// <summary>What is kept; null before the first span.</summary>
    public SpanData? Last { get; private set; }

    /// <inheritdoc />
    public void OnStart(Span span)
    {
    }

    /// <inheritdoc />
    public void OnEnd(in FinishedSpan span) => Last = span.ToSpanData();
}
