namespace Stackbilt.Observability.Conformance;

/// <summary>Many forks, inside each other and beside each other.</summary>
static class ManyForksRules
{
    const int Generations = 100;
    const int AtOnce = 200;

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ASYNC-56", async run =>
            {
                var a = run.Span("a");
                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(a);
                    ForkOfFork(run, a, 1);
                    using var together = new Barrier(AtOnce);
                    var forks = Enumerable.Range(0, AtOnce).Select(_ => Fork.OnThread(() => ReadTogether(run, together))).ToArray();
                    foreach (var seen in Task.WhenAll(forks).GetAwaiter().GetResult())
                        run.Saw(seen, run.Forked(a), $"in one of {AtOnce} forks at once");
                });
            }
        },
    };

    /// <summary>None is over before all have read.</summary>
    static Span? ReadTogether(RuleRun run, Barrier together)
    {
        try
        {
            together.SignalAndWait();
            var seen = run.Carrier.Current;
            together.SignalAndWait();
            return seen;
        }
        finally
        {
            together.RemoveParticipant();
        }
    }

    static void ForkOfFork(RuleRun run, Span span, int generation) => Fork.OnThread(() =>
    {
        run.Sees(run.Forked(span), $"in a fork, generation {generation}");
        if (generation < Generations)
            ForkOfFork(run, span, generation + 1);
    }).GetAwaiter().GetResult();
}
