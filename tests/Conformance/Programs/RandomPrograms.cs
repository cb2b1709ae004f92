namespace Stackbilt.Observability.Conformance;

/// <summary>Runs random programs until one differs from the model, and then looks for a short one that still does.</summary>
static class RandomPrograms
{
    public static async Task HoldAsync(RuleRun run, Func<IFlows> createFlows, int count, int length, bool forks = true)
    {
        for (var number = 0; number < (long)count * run.Effort; number++)
        {
            var seed = unchecked(run.Seed + number);
            var program = Step.Program(new Random(seed), length, forks);
            var outcome = await RunAsync(run, createFlows, program);
            if (outcome.Difference is not null)
            {
                outcome = await Shortest.FindAsync(
                    program, outcome, shorter => RunAsync(run, createFlows, shorter), static tried => tried.Difference is not null);
            }

            run.True(
                outcome.Difference is null,
                $"{outcome.Difference}, after this program (seed {seed}):\n    {string.Join("\n    ", outcome.Log)}",
                "what the model of the contract answers after every step");
        }
    }

    static async Task<(string? Difference, IReadOnlyList<string> Log)> RunAsync(
        RuleRun run,
        Func<IFlows> createFlows,
        Step[] program)
    {
        var carrier = run.NewCarrier();
        using var flows = Hosted.Run(run.HostOf(carrier), createFlows);
        var running = new ProgramRun(run, carrier, flows);
        return (await running.DifferenceAsync(program), running.Log);
    }
}
