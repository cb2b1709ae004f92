using System.Buffers.Text;
using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>
/// Keeps a share of the new traces, decided by the trace id alone: by its last 56 bits, which are random (W3C Trace Context
/// Level 2, section 3.2.2.5), against a threshold (OpenTelemetry specification, "TraceState: Probability Sampling").
/// </summary>
readonly struct RootSampling
{
    const int RandomDigits = 14;
    const double Ids = 1UL << (RandomDigits * 4);

    readonly ulong _rejected;

    public RootSampling(double samplingRatio)
    {
        if (samplingRatio is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(samplingRatio), samplingRatio, "A sampling ratio is from 0 (none) to 1 (all).");

        _rejected = (ulong)((1 - samplingRatio) * Ids);
        if (_rejected != 0)
            State = "ot=th:" + _rejected.ToString("x" + RandomDigits, CultureInfo.InvariantCulture).TrimEnd('0');
    }

    /// <summary>
    /// What the trace state of a trace that was kept says of the share, so that a back end can count what was not kept. Null where all are
    /// kept, which is no sampling.
    /// </summary>
    public string? State { get; }

    public bool Keeps(TraceId id)
    {
        if (_rejected == 0)
            return true;

        Span<byte> hex = stackalloc byte[TraceId.HexLength];
        id.TryFormat(hex, out _);
        return Utf8Parser.TryParse(hex[^RandomDigits..], out ulong random, out _, 'x') && random >= _rejected;
    }
}
