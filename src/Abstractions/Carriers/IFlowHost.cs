namespace Stackbilt.Observability;

/// <summary>
/// Implemented by a carrier that keeps the active span in a host's own context (a turn, a grain, a frame) and not with the
/// execution context: how a flow is run inside such a context.
/// </summary>
/// <remarks>
/// Called by the check at the start of a host and by the conformance suite, which need a context to try the carrier in, and by
/// nobody else. Any number of flows may be run at once.
/// </remarks>
public interface IFlowHost
{
    /// <summary>
    /// Runs a flow in a new context of the host, where nothing is attached, and returns when the flow has. What the flow throws
    /// is thrown. Where it is called inside another flow of this thread, that one is afterwards as it was.
    /// </summary>
    /// <param name="flow">Called once; not null. On this thread or on another one.</param>
    /// <remarks>
    /// What follows an <c>await</c> inside the flow runs where the host's own synchronization context or task scheduler puts it;
    /// where the host has neither, those who call this run it as a new flow.
    /// </remarks>
    void Run(Action flow);

    /// <summary>
    /// Called in a flow that starts another one (a task, a thread, a timer, a callback), to say how that one is run. A host whose
    /// contexts do not hand anything on to what they start answers <c>() => Run(fork)</c>.
    /// </summary>
    /// <param name="fork">The other flow; not null.</param>
    /// <returns>Runs the other flow, once, on the thread that calls it; not null.</returns>
    Action Fork(Action fork);
}
