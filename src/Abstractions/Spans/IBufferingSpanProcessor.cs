namespace Stackbilt.Observability;

/// <summary>
/// A processor that keeps spans for a while before it sends them on, and can be asked to send them now (OpenTelemetry specification, Trace
/// SDK, "ForceFlush").
/// </summary>
/// <remarks>A host asks when it stops. Any other time is up to the application: <c>Tracer.ForceFlushAsync</c>.</remarks>
public interface IBufferingSpanProcessor : ISpanProcessor
{
    /// <summary>Sends on what has ended so far. Called from any thread, while spans start and end.</summary>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    /// <returns>Done when all of it was sent. What it throws is reported, and counts as not done.</returns>
    Task ForceFlushAsync(CancellationToken cancellationToken);
}
