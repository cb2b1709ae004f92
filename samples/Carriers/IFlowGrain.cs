namespace Carriers;

/// <summary>Runs a flow of the conformance suite inside a grain, one flow each.</summary>
public interface IFlowGrain : IGrainWithIntegerKey
{
    /// <summary>Runs a flow that <see cref="GrainFlows"/> knows by this number. It may take longer than a call: what limits it is the suite.</summary>
    /// <param name="flow">The number.</param>
    /// <returns>A task that ends with the call.</returns>
    [ResponseTimeout("00:05:00")]
    Task RunAsync(long flow);
}
