namespace Stackbilt.Observability;

/// <summary>What becomes of the trace, and of the baggage, that come in with a request, a message or a job.</summary>
/// <remarks>
/// ASP.NET Core reads the headers of a request by itself. Where the application has chosen the platform's propagator, and under
/// OpenTelemetry's instrumentation package, which reads them once more, the trace of a request goes on whatever is said here.
/// </remarks>
public enum IncomingTrace
{
    /// <summary>The work belongs to it, and has its baggage.</summary>
    Continue,

    /// <summary>
    /// The work begins a trace of its own without baggage, with a link to the span that it came from: at the door of a public service, or
    /// where a job runs long after it was asked for.
    /// </summary>
    Link,

    /// <summary>The work begins a trace of its own, and the one that came in is forgotten.</summary>
    Ignore,
}
