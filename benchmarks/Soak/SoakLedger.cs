using System.Collections.Concurrent;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// Hears of every span of the service, and holds each trace against what its request must have had. A trace that has all of it is
/// forgotten.
/// </summary>
sealed class SoakLedger : ISpanProcessor
{
    readonly ConcurrentDictionary<(TraceId, SpanId), byte> _open = new();
    readonly ConcurrentDictionary<TraceId, SoakedTrace> _traces = new();
    readonly ConcurrentDictionary<TraceId, byte> _kept = new();
    long _ended;
    long _wrongParents;
    long _strangers;
    long _archived;

    public long Ended => Interlocked.Read(ref _ended);

    /// <summary>Spans below another span than theirs, in another trace, or linked to another request.</summary>
    public long WrongParents => Interlocked.Read(ref _wrongParents);

    /// <summary>Spans of traces that no request has begun.</summary>
    public long Strangers => Interlocked.Read(ref _strangers);

    public long Archived => Interlocked.Read(ref _archived);

    public int Unfinished => _open.Count;

    /// <summary>Requests that are answered, and of which spans are still missing.</summary>
    public int Incomplete => _traces.Values.Count(static trace => !trace.IsComplete);

    public void Expect(SoakedTrace trace) => _traces[trace.Id] = trace;

    /// <summary>The request leaves work behind: a trace of its own that is linked to it.</summary>
    public void ExpectArchived(TraceId request) => _kept[request] = 0;

    /// <summary>A request that its client gave up may have any part of its spans, and some may come after this.</summary>
    public void ForgetCancelled(TimeSpan before)
    {
        foreach (var trace in _traces.Values)
        {
            if (trace.IsComplete && trace.Age > before && _traces.TryRemove(trace.Id, out _))
                Interlocked.Add(ref _wrongParents, trace.WrongParents());
        }
    }

    void ISpanProcessor.OnStart(Span span) => _open[(span.TraceId, span.SpanId)] = 0;

    void ISpanProcessor.OnEnd(in FinishedSpan span)
    {
        Interlocked.Increment(ref _ended);
        if (!_open.TryRemove((span.Context.TraceId, span.Context.SpanId), out _))
            Interlocked.Increment(ref _strangers);

        if (span.Name == "reading.archive")
            Archive(in span);
        else if (_traces.TryGetValue(span.Context.TraceId, out var trace))
            Check(trace, in span);
        else
            Interlocked.Increment(ref _strangers);
    }

    void Check(SoakedTrace trace, in FinishedSpan span)
    {
        if (trace.Add(span.Name, span.Context.SpanId, span.ParentSpanId) && !trace.IsCancelled && _traces.TryRemove(trace.Id, out _))
            Interlocked.Add(ref _wrongParents, trace.WrongParents());
    }

    void Archive(in FinishedSpan span)
    {
        Interlocked.Increment(ref _archived);
        if (span.ParentSpanId.IsValid || span.Links.Count != 1 || !_kept.TryRemove(span.Links[0].Context.TraceId, out _))
            Interlocked.Increment(ref _wrongParents);
    }
}
