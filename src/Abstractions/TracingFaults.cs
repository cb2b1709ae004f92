namespace Stackbilt.Observability;

/// <summary>Something of the tracing itself, or of who observes it, that failed and was kept away from the work.</summary>
/// <param name="Source">
/// The carrier, scope owner or processor that failed; for a listener, the instrument, meter or activity source that it listens
/// to; for a handler of an event, its target.
/// </param>
/// <param name="Operation">What it was asked to do: the name of the member.</param>
/// <param name="Exception">What it threw. Its texts can throw as well: <see cref="ToString"/> reads them safely.</param>
public sealed record TracingFault(object Source, string Operation, Exception Exception)
{
    /// <summary>The source's type, the operation and the exception, for a log. Never throws, whatever the exception does.</summary>
    public override string ToString() =>
        $"{Source?.GetType().FullName}.{Operation}: {(Exception is null ? null : ExceptionText.DescribeWhole(Exception))}";
}

/// <summary>
/// Where failures of carriers and processors are reported, since they are never thrown into the work (DEGR-13, DEGR-14).
/// </summary>
/// <remarks>
/// Safe from any thread. One place for the whole process; filter by <see cref="TracingFault.Source"/>. Each fault is counted
/// by the meter <c>Stackbilt.Observability</c> and written to the event source <c>Stackbilt-Observability</c> as well.
/// </remarks>
public static class TracingFaults
{
    /// <summary>
    /// Raised for every fault, on the thread where it happened. What a handler throws is dropped; of a fault that happens
    /// inside a handler no handler is told, and it is counted and written all the same. Remove your handler when you are
    /// done: this is static and would keep it alive.
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
            handlers.RaiseForAll(new TracingFault(source, operation, exception), static (_, _) => { });
    }
}
