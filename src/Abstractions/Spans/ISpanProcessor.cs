namespace Stackbilt.Observability;

/// <summary>
/// Is called for every recorded span of a tracer, at its start and at its end (OpenTelemetry specification, Trace SDK,
/// "Span processor").
/// </summary>
/// <remarks>
/// Both methods are called on the thread that starts or ends the span, at the same time for spans on different threads:
/// be quick, and be thread-safe. What they throw is caught and reported (<see cref="TracingFaults"/>); it never reaches
/// the work that is traced.
/// </remarks>
public interface ISpanProcessor
{
    /// <summary>A span has started. Attributes may still be added to it.</summary>
    /// <param name="span">The span; never null.</param>
    void OnStart(Span span);

    /// <summary>A span has ended. Called once per span.</summary>
    /// <param name="span">Everything that was recorded, for the time of the call; <see cref="FinishedSpan.ToSpanData"/> to keep it.</param>
    void OnEnd(in FinishedSpan span);
}
