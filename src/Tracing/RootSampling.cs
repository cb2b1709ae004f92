using System.Buffers.Text;

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
    }

    public bool Keeps(TraceId id)
    {
        if (_rejected == 0)
            return true;

        Span<byte> hex = stackalloc byte[TraceId.HexLength];
        id.TryFormat(hex, out _);
        return Utf8Parser.TryParse(hex[^RandomDigits..], out ulong random, out _, 'x') && random >= _rejected;
    }
}
