using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>What the spans of one trace in this process have in common, kept once so that a span stays small.</summary>
sealed class Trace
{
    readonly long _startTimestamp = Stopwatch.GetTimestamp();
    readonly long _startUnixNanoseconds = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
    LastParent? _lastParent;

    public required Tracer Tracer { get; init; }

    public required TraceId Id { get; init; }

    public string? State { get; init; }

    /// <summary>The one of several carriers that was in use when the trace began, and stays with it; null where there is one.</summary>
    public IContextCarrier? Carrier { get; init; }

    /// <summary>
    /// The wall clock is read once per trace and the monotonic one after that, so that a clock that is set back cannot turn
    /// a waterfall upside down.
    /// </summary>
    public long UnixNanoseconds(long timestamp)
    {
        var elapsed = timestamp - _startTimestamp;
        return _startUnixNanoseconds + (Stopwatch.Frequency == 1_000_000_000
            ? elapsed
            : (long)(elapsed * (1e9 / Stopwatch.Frequency)));
    }

    /// <summary>A span of the trace as the parent of an activity. A parent that is asked for again is not written again.</summary>
    public ActivityContext ActivityContextOf(SpanContext span)
    {
        var last = _lastParent;
        if (last is null || last.Id != span.SpanId)
            _lastParent = last = new LastParent(span.SpanId, span.ToActivityContext(last?.Context.TraceId));

        return last.Context;
    }

    sealed record LastParent(SpanId Id, ActivityContext Context);
}
