using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>A tracer of the test's own, with what it has recorded.</summary>
sealed class Recorded
{
    public Recorded(
        IContextCarrier? carrier = null,
        ActivitySource? source = null,
        TimeProvider? clock = null,
        SpanLimits? limits = null)
    {
        Tracer = new Tracer(carrier ?? new AsyncLocalCarrier(), [Spans], source, clock: clock, limits: limits);
    }

    /// <summary>For a test of many attributes.</summary>
    public static SpanLimits NoLimits { get; } = new()
    {
        AttributeCountLimit = int.MaxValue,
        AttributePerEventCountLimit = int.MaxValue,
        AttributePerLinkCountLimit = int.MaxValue,
    };

    public SpanRecorder Spans { get; } = new();

    public Tracer Tracer { get; }

    public Span Root(params ReadOnlySpan<SpanAttribute> attributes) =>
        Tracer.StartRoot("root", SpanKind.Internal, attributes);

    /// <summary>What is left of a span, which is ended first.</summary>
    public SpanData DataOf(Span span)
    {
        span.End();
        return Spans.Spans.Single(data => data.Context.SpanId == span.SpanId);
    }
}
