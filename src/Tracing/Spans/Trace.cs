using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>What the spans of one trace in this process have in common, kept once so that a span stays small.</summary>
class Trace(Tracer tracer, IContextCarrier? carrier)
{
    Change? _changed;

    public Tracer Tracer { get; } = tracer;

    /// <summary>The one of several carriers that was in use when the trace began, and stays with it; null where there is one.</summary>
    public IContextCarrier? Carrier { get; } = carrier;

    /// <summary>What the children are that nobody records, of the span that had such ones last.</summary>
    public PassingSpan? Passing { get; set; }

    /// <summary>
    /// What spans have that share this object, and their children with them; null where there is none, or where the nearest activity
    /// has it.
    /// </summary>
    public Baggage? Baggage => _changed?.Baggage;

    /// <summary>The same object for all spans of the trace, whatever their baggage.</summary>
    public Trace Origin => _changed?.Origin ?? this;

    /// <summary>The same trace for a span, and the children of it, whose baggage is another one.</summary>
    /// <param name="baggage">What it is; null for what the nearest activity has.</param>
    public Trace With(Baggage? baggage)
    {
        if (ReferenceEquals(baggage, Baggage))
            return this;

        var changed = (Trace)MemberwiseClone();
        changed._changed = new Change(Origin, baggage);
        changed.Passing = null;
        return changed;
    }

    /// <summary>Apart, since few traces have it.</summary>
    sealed record Change(Trace Origin, Baggage? Baggage);
}

/// <summary>A trace whose spans are recorded by us: its ids, and its clock.</summary>
sealed class RecordedTrace(Tracer tracer, IContextCarrier? carrier) : Trace(tracer, carrier)
{
    // Nobody asks for the time of what is not recorded.
    readonly long _startTimestamp = tracer.Processors.Any ? Stopwatch.GetTimestamp() : 0;
    readonly long _startUnixNanoseconds = tracer.Processors.Any ? (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100 : 0;

    public required TraceId Id { get; init; }

    public string? State { get; init; }

    /// <summary>What the platform records around these spans, which do without; null where there is nothing.</summary>
    public Activity? Around { get; init; }

    /// <summary>The parent of the first span, if that is in another process; else not valid.</summary>
    public SpanContext RemoteParent { get; init; }

    public long Now() => Tracer.Clock is { } clock
        ? SpanClock.UnixNanoseconds(clock.UtcNow())
        : UnixNanoseconds(Stopwatch.GetTimestamp());

    /// <summary>What <see cref="UnixNanoseconds"/> turns into that time.</summary>
    public long TimestampOf(DateTimeOffset time)
    {
        var elapsed = SpanClock.UnixNanoseconds(time) - _startUnixNanoseconds;
        return _startTimestamp + (Stopwatch.Frequency == 1_000_000_000
            ? elapsed
            : (long)Math.Round(elapsed * (Stopwatch.Frequency / 1e9)));
    }

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
}
