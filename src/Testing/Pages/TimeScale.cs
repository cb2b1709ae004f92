using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>The time of a trace, and where something is in it.</summary>
sealed class TimeScale(IReadOnlyList<SpanData> spans)
{
    /// <summary>How long a bar over the whole time is.</summary>
    public const int Whole = 1000;

    const int Shortest = 4;

    readonly long _end = spans.Max(static span => span.EndUnixNanoseconds);

    public long Start { get; } = spans.Min(static span => span.StartUnixNanoseconds);

    public string Duration => Milliseconds(_end - Start);

    /// <summary>Where the bar of a span begins and how long it is; never so short that it cannot be seen.</summary>
    public (int From, int Length) BarOf(SpanData span)
    {
        var from = Math.Min(Place(span.StartUnixNanoseconds), Whole - Shortest);
        return (from, Math.Clamp(Place(span.EndUnixNanoseconds) - from, Shortest, Whole - from));
    }

    /// <summary>0 at the start, <see cref="Whole"/> at the end. What comes from elsewhere may lie outside, and is moved in.</summary>
    public int Place(long unixNanoseconds) =>
        (int)Math.Clamp((unixNanoseconds - Start) / (double)Math.Max(_end - Start, 1) * Whole, 0, Whole);

    /// <summary>How long after the start of the trace.</summary>
    public string After(long unixNanoseconds) => Milliseconds(unixNanoseconds - Start);

    public static string Milliseconds(long nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.00} ms");

    /// <summary>The time of the day, and the same for machines.</summary>
    public static (string Clock, string Machine) Moment(long unixNanoseconds)
    {
        var ticks = Math.Clamp(unixNanoseconds / 100, 0, (DateTime.MaxValue - DateTime.UnixEpoch).Ticks);
        var moment = DateTime.UnixEpoch.AddTicks(ticks);
        return (moment.ToString("HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture), moment.ToString("o", CultureInfo.InvariantCulture));
    }
}
