using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

public sealed partial class StrictTracing
{
    // By the trace itself, so that a trace of which nobody has a span any more is forgotten.
    readonly ConditionalWeakTable<Trace, WatchedTrace> _traces = [];

    void ISpanProcessor.OnStart(Span span)
    {
        var startedAt = Here();
        var begins = TraceOf(span, startedAt);
        _spans[(span.TraceId, span.SpanId)] =
            new OpenSpan(span.Name, startedAt, Interlocked.Increment(ref _opened), begins);
    }

    void ISpanProcessor.OnEnd(in FinishedSpan span)
    {
        if (_spans.TryRemove((span.Context.TraceId, span.Context.SpanId), out var ended) && ended.BeginsTrace is { } trace)
            trace.IsOver = true;
    }

    /// <summary>The trace that the span begins, if it is the first one. Tells of a later one if the trace is over.</summary>
    WatchedTrace? TraceOf(Span span, CallStack? startedAt)
    {
        if (span is not TracerSpan started)
            return null;

        if (started.IsFirst)
        {
            var begins = new WatchedTrace(span.Name);
            _traces.AddOrUpdate(started.Trace.Origin, begins);
            return begins;
        }

        if (_traces.TryGetValue(started.Trace.Origin, out var trace) && trace.IsOver)
        {
            Note(new Misuse(MisuseKind.SpanAfterItsTrace, _watched)
            {
                SpanName = span.Name,
                EndedSpanName = trace.FirstSpanName,
                OpenedAt = startedAt?.ToString(),
            });
        }

        return null;
    }
}
