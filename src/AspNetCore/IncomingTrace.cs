namespace Stackbilt.Observability;

/// <summary>What becomes of the trace, and of the baggage, that a caller sends with its request.</summary>
/// <remarks>
/// The host reads the headers by itself. Where the application has chosen its propagator, and under OpenTelemetry's instrumentation
/// package, which reads them once more, the trace goes on whatever is said here.
/// </remarks>
public enum IncomingTrace
{
    /// <summary>The request belongs to it, and has its baggage.</summary>
    Continue,

    /// <summary>The request begins a trace of its own without baggage, with a link to the caller's span: at the door of a public service.</summary>
    Link,

    /// <summary>The request begins a trace of its own, and the caller's is forgotten.</summary>
    Ignore,
}
