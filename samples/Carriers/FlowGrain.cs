using Orleans.Concurrency;

namespace Carriers;

/// <summary>Of this silo, with no entry in the directory: there are very many, and each lives for one flow.</summary>
[StatelessWorker(1)]
sealed class FlowGrain : Grain, IFlowGrain
{
    /// <summary>Asynchronous, so that what the flow leaves attached does not stay in what Orleans does next.</summary>
    public async Task RunAsync(long flow)
    {
        DeactivateOnIdle();
        GrainFlows.Run(flow);
        await Task.CompletedTask;
    }
}
