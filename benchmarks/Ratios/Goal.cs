using System.Globalization;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>The most that ours may cost, relative to the peer or in bytes; null where nothing is asked.</summary>
/// <param name="Time">Our nanoseconds by the peer's.</param>
/// <param name="BytesRatio">Our bytes by the peer's.</param>
/// <param name="Bytes">Our bytes.</param>
public sealed record Goal(double? Time = null, double? BytesRatio = null, double? Bytes = null)
{
    /// <summary>Whether what was measured keeps to it in time.</summary>
    /// <param name="ratio">What was measured.</param>
    public bool IsMetInTime(Ratio ratio) => Time is not { } most || ratio.TimeRatio <= most;

    /// <summary>Whether what was measured keeps to it in bytes.</summary>
    /// <param name="ratio">What was measured.</param>
    public bool IsMetInBytes(Ratio ratio) =>
        (Bytes is not { } bytes || ratio.OursBytes <= bytes) && (BytesRatio is not { } most || ratio.BytesRatio <= most);

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", Texts());

    IEnumerable<string> Texts()
    {
        if (Time is { } time)
            yield return "≤ " + time.ToString("0.0#", CultureInfo.InvariantCulture);
        if (BytesRatio is { } ratio)
            yield return "≤ " + ratio.ToString("0.0#", CultureInfo.InvariantCulture) + " B";
        if (Bytes is { } bytes)
            yield return bytes.ToString("0", CultureInfo.InvariantCulture) + " B";
    }
}
