namespace Stackbilt.Observability.Conformance;

/// <summary>Runs random programs until one differs from the model, and then looks for a short one that still does.</summary>
static class RandomPrograms
{
    public static async Task HoldAsync(RuleRun run, Func<IFlows> createFlows, int count, int length, bool forks = true)
    {
        for (var seed = run.Seed; seed < run.Seed + (count * run.Effort); seed++)
        {
            var program = Step.Program(new Random(seed), length, forks);
            var (difference, log) = await RunAsync(run, createFlows, program);
            if (difference is not null)
                (difference, log) = await ShrinkAsync(run, createFlows, program, (difference, log));

            run.True(
                difference is null,
                $"{difference}, after this program (seed {seed}):\n    {string.Join("\n    ", log)}",
                "what the model of the contract answers after every step");
        }
    }

    static async Task<(string? Difference, IReadOnlyList<string> Log)> ShrinkAsync(
        RuleRun run,
        Func<IFlows> createFlows,
        Step[] program,
        (string? Difference, IReadOnlyList<string> Log) shortest)
    {
        for (var size = program.Length / 2; size > 0; size /= 2)
        {
            for (var at = program.Length - size; at >= 0; at -= size)
            {
                Step[] shorter = [.. program[..at], .. program[(at + size)..]];
                var outcome = await RunAsync(run, createFlows, shorter);
                if (outcome.Difference is null)
                    continue;

                (program, shortest) = (shorter, outcome);
                at = Math.Min(at, program.Length);
            }
        }

        return shortest;
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
