namespace Stackbilt.Observability.Conformance;

/// <summary>Several flows that take turns, one step at a time, as a program says. Flow 0 is there from the start.</summary>
interface IFlows : IDisposable
{
    /// <summary>Runs one step in a flow, to its end.</summary>
    Task RunAsync(int flow, Action step);

    /// <summary>Forks a flow, from inside; the new one has the next number.</summary>
    Task ForkAsync(int flow);
}
