namespace Stackbilt.Observability;

/// <summary>
/// What a carrier says that it can do. A claim must hold; what is not claimed must be answered with nothing, never with
/// a stale span or that of another flow. Each rule of the specification says both.
/// </summary>
[Flags]
public enum CarrierCapabilities
{
    /// <summary>Carries nothing at all: the work's argument is null and <c>Current</c> is null.</summary>
    None = 0,

    /// <summary>
    /// Hands down what is attached: <see cref="CarrierScope.Span"/>, and with it the argument of the work, is the span.
    /// </summary>
    PassesToWork = 1,

    /// <summary>The attached span can be read from <c>Current</c>, with nothing passed in, by what is called synchronously.</summary>
    Ambient = 2,

    /// <summary>The attached span is still there after an <c>await</c>, on whatever thread that continues.</summary>
    FlowsAcrossAwait = 4,

    /// <summary>
    /// Tasks, threads, timers and callbacks see the span that was active where they were started or registered.
    /// </summary>
    FlowsIntoForks = 8,

    /// <summary>
    /// An activity of the platform that other code started (the host, HttpClient, a library) is active like a span of ours:
    /// <c>Current</c> answers it, and children of it are its children. Not claimed: such activities are ignored.
    /// </summary>
    AdoptsActivities = 16,
}
