namespace Stackbilt.Observability;

/// <summary>
/// The clock of the host, which may be the application's own. What it throws is reported, and the system's clock answers; of time
/// that is only measured, the last answer stays, since two clocks cannot be compared.
/// </summary>
sealed class GuardedClock : TimeProvider
{
    readonly TimeProvider _inner;
    long _lastTimestamp;

    GuardedClock(TimeProvider inner)
    {
        _inner = inner;
        TimestampFrequency = Ask(static clock => clock.TimestampFrequency, nameof(TimestampFrequency), base.TimestampFrequency);
    }

    public override long TimestampFrequency { get; }

    public override TimeZoneInfo LocalTimeZone => Ask(static clock => clock.LocalTimeZone, nameof(LocalTimeZone), TimeZoneInfo.Utc);

    public static TimeProvider Around(TimeProvider? time) =>
        time is null || ReferenceEquals(time, System) ? System : new GuardedClock(time);

    public override DateTimeOffset GetUtcNow() => Ask(static clock => clock.GetUtcNow(), nameof(GetUtcNow), DateTimeOffset.UtcNow);

    public override long GetTimestamp()
    {
        var timestamp = Ask(static clock => clock.GetTimestamp(), nameof(GetTimestamp), Volatile.Read(ref _lastTimestamp));
        Volatile.Write(ref _lastTimestamp, timestamp);
        return timestamp;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        try
        {
            return _inner.CreateTimer(callback, state, dueTime, period);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_inner, nameof(CreateTimer), exception);
            return System.CreateTimer(callback, state, dueTime, period);
        }
    }

    T Ask<T>(Func<TimeProvider, T> ask, string operation, T otherwise)
    {
        try
        {
            return ask(_inner);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_inner, operation, exception);
            return otherwise;
        }
    }
}
