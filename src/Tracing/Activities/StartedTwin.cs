using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// An activity about to be started as the twin of a span. It is told the span's own start before that, so that the two
/// agree and the clock is read once.
/// </summary>
readonly struct StartedTwin
{
    public StartedTwin(Activity created, Trace? trace)
    {
        Activity = created;
        if (trace is null)
            return;

        Timestamp = Stopwatch.GetTimestamp();
        ActivityTwin.SetStart(created, trace.UnixNanoseconds(Timestamp));
    }

    public Activity? Activity { get; }

    /// <summary>0 where there was no trace yet to tell it by.</summary>
    public long Timestamp { get; }
}
