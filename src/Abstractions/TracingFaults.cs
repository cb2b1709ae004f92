namespace Stackbilt.Observability;

/// <summary>Something of the tracing itself that failed, and was kept away from the work.</summary>
/// <param name="Source">The carrier, scope owner or processor that failed.</param>
/// <param name="Operation">What it was asked to do: the name of the member.</param>
/// <param name="Exception">What it threw.</param>
public sealed record TracingFault(object Source, string Operation, Exception Exception);

/// <summary>
/// Where failures of carriers and processors are reported, since they are never thrown into the work (rule 12).
/// </summary>
/// <remarks>
/// Safe from any thread. One place for the whole process; filter by <see cref="TracingFault.Source"/>. Each fault is counted
/// by the meter <c>Stackbilt.Observability</c> and written to the event source <c>Stackbilt-Observability</c> as well.
/// </remarks>
public static class TracingFaults
{
    /// <summary>
    /// Raised for every fault, on the thread where it happened. What a handler throws is dropped. Remove your handler
    /// when you are done: this is static and would keep it alive.
    /// </summary>
    public static event Action<TracingFault>? Reported;

    /// <summary>Reports a fault; for carriers, processors and integrations. Never throws.</summary>
    /// <param name="source">What failed; not null.</param>
    /// <param name="operation">What it was asked to do; not null.</param>
    /// <param name="exception">What it threw; not null.</param>
    public static void Report(object source, string operation, Exception exception)
    {
        TracingInstruments.CountFault(source, operation);
        TracingEvents.Write(source, operation, exception);
        if (Reported is { } handlers)
            handlers.TellAll(new TracingFault(source, operation, exception));
    }
}
