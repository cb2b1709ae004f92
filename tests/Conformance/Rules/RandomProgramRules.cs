namespace Stackbilt.Observability.Conformance;

/// <summary>Random programs against a model of the contract.</summary>
static class RandomProgramRules
{
    const CarrierCapabilities Flowing = CarrierCapabilities.FlowsAcrossAwait | CarrierCapabilities.FlowsIntoForks;

    // Each step hands a baton to a thread and back, which on a busy machine is a matter of milliseconds.
    const int OnThreads = 12;

    public static RuleBodies Bodies { get; } = new()
    {
        { "SCOPE-21", run => RandomPrograms.HoldAsync(run, FlowsFor(run), run.Claims(Flowing) ? 200 : OnThreads, length: 40, forks: false) },
        { "ISO-09", run => RandomPrograms.HoldAsync(run, FlowsFor(run), run.Claims(Flowing) ? 1000 : OnThreads, length: 30) },
        { "ISO-10", run => RandomPrograms.HoldAsync(run, () => new ThreadFlows(), OnThreads, length: 30) },
        {
            "ASYNC-46", run => RandomPrograms.HoldAsync(
                run, () => run.Claims(Flowing) ? new AwaitingFlows() : new ThreadFlows(), run.Claims(Flowing) ? 40 : OnThreads, length: 30)
        },
    };

    /// <summary>A carrier that flows lives in the execution context, and can be stepped; any other gets threads.</summary>
    static Func<IFlows> FlowsFor(RuleRun run) => () => run.Claims(Flowing) ? new SteppedFlows() : new ThreadFlows();
}
