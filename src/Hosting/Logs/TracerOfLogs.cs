namespace Stackbilt.Observability;

/// <summary>
/// The host's tracer for its log. It is put here when it is made: a log that asked the container for it would ask for something
/// that itself may write to the log while it is made.
/// </summary>
sealed class TracerOfLogs
{
    Tracer? _ambient;

    /// <summary>What is active here; null before there is a tracer, and where its carrier has nothing ambient.</summary>
    public Span? Active => _ambient?.Current;

    /// <param name="tracer">The host's.</param>
    /// <param name="claimed">
    /// What its carrier claims. One that has nothing ambient is not asked: strict mode would report the question.
    /// </param>
    public void Use(Tracer tracer, CarrierCapabilities claimed) =>
        _ambient = (claimed & CarrierCapabilities.Ambient) != 0 ? tracer : null;
}
