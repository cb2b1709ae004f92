namespace Carriers;

/// <summary>Runs a flow of the conformance suite inside a grain, one flow each.</summary>
public interface IFlowGrain : IGrainWithIntegerKey
{
    /// <summary>Runs a flow that <see cref="GrainFlows"/> knows by this number.</summary>
    /// <param name="flow">The number.</param>
    /// <returns>A task that ends with the call.</returns>
    Task RunAsync(long flow);
}
