namespace Stackbilt.Observability;

/// <summary>The clock that was given to a tracer. What it throws is reported, and the system's time is taken.</summary>
sealed class SpanClock(TimeProvider clock)
{
    /// <summary>Null for the system's clock, which needs no call.</summary>
    public static SpanClock? Of(TimeProvider? clock) => clock is null || ReferenceEquals(clock, TimeProvider.System) ? null : new SpanClock(clock);

    public DateTimeOffset UtcNow()
    {
        try
        {
            return clock.GetUtcNow();
        }
        catch (Exception exception)
        {
            TracingFaults.Report(clock, nameof(TimeProvider.GetUtcNow), exception);
            return DateTimeOffset.UtcNow;
        }
    }

    /// <summary>What a back end can hold: from 1970 into the year 2262. Another time is the nearest one of these.</summary>
    public static long UnixNanoseconds(DateTimeOffset time) =>
        Math.Clamp(time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, 0, long.MaxValue / 100) * 100;
}
