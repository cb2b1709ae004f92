namespace Stackbilt.Observability.Conformance;

/// <summary>Random programs against a model of the contract.</summary>
static class RandomProgramRules
{
    const CarrierCapabilities Flowing = CarrierCapabilities.FlowsAcrossAwait | CarrierCapabilities.FlowsIntoForks;

    public static RuleBodies Bodies { get; } = new()
    {
        { "SCOPE-21", run => RandomPrograms.HoldAsync(run, FlowsFor(run), count: 200, length: 40, forks: false) },
        { "ISO-09", run => RandomPrograms.HoldAsync(run, FlowsFor(run), run.Claims(Flowing) ? 1000 : 30, length: 40) },
        { "ISO-10", run => RandomPrograms.HoldAsync(run, () => new ThreadFlows(), count: 30, length: 30) },
        {
            "ASYNC-46", run => RandomPrograms.HoldAsync(
                run, () => run.Claims(Flowing) ? new AwaitingFlows() : new ThreadFlows(), count: 40, length: 30)
        },
    };

    /// <summary>A carrier that flows lives in the execution context, and can be stepped; any other gets threads.</summary>
    static Func<IFlows> FlowsFor(RuleRun run) => () => run.Claims(Flowing) ? new SteppedFlows() : new ThreadFlows();
}
