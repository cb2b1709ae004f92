namespace Stackbilt.Observability;

/// <summary>
/// Where misuse of spans and scopes is told, since it is never thrown into the work: always on, in production too, and free
/// where nothing is wrong.
/// </summary>
/// <remarks>
/// <para>
/// Told here: scopes closed out of order, twice, or in another flow, and children of spans that have ended. Each is counted
/// by the meter <c>Stackbilt.Observability</c> and written to the event source <c>Stackbilt-Observability</c> as well. What
/// must be remembered to be found (spans never ended, scopes never closed) is found by strict mode.
/// </para>
/// <para>Safe from any thread. One place for the whole process; filter by <see cref="Misuse.Source"/>.</para>
/// </remarks>
public static class TracingMisuse
{
    /// <summary>
    /// Raised for every misuse, on the thread where it happened, each time that it happens: to log it once, remember
    /// <see cref="Misuse.Kind"/> with <see cref="Misuse.SpanName"/>. What a handler throws is reported to
    /// <see cref="TracingFaults"/>; of misuse inside a handler no handler is told, and it is counted and written all the same.
    /// Remove your handler when you are done: this is static and would keep it alive.
    /// </summary>
    public static event Action<Misuse>? Reported;

    /// <summary>Counts a misuse and reports it; for carriers, tracers and integrations. Never throws.</summary>
    /// <param name="misuse">The misuse; not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="misuse"/> is null.</exception>
    /// <remarks>With no handler and nobody listening to the meter or the event source, a few nanoseconds.</remarks>
    public static void Report(Misuse misuse)
    {
        ArgumentNullException.ThrowIfNull(misuse);
        TracingInstruments.Count(misuse.Kind);
        TracingEvents.Write(misuse);
        Reported.RaiseForAll(misuse, ReportHandler);
    }

    static void ReportHandler(Action<Misuse> handler, Exception exception) =>
        TracingFaults.Report(handler.Target ?? handler, nameof(Reported), exception);
}
