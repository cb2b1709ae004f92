namespace Stackbilt.Observability.Conformance;

/// <summary>What attaching costs where it is done otherwise than once, in order and outside of everything.</summary>
static class CostRules
{
    /// <summary>
    /// In bytes. A decorator that mirrors the active span into two values of its own and into the scope of a log is within it; what
    /// copies a stack trace or a page is not.
    /// </summary>
    public const int Limit = 4096;

    /// <summary>
    /// So deep that 48 bytes more for each level are seen. Not a power of two: a carrier may tidy up at those, which is cheap in the mean.
    /// </summary>
    const int Deep = 80;

    static readonly (string What, Func<RuleRun, long> Measure)[] Costs =
    [
        ($"to attach and close at depth {Deep}", static run => Inside(run, () => Cost(run.Span("a"), run.Carrier.Attach, static scope => scope.Dispose()))),
        ("to attach and close a mask", static run =>
        {
            using var around = run.Carrier.Attach(run.Span("around"));
            return Cost(null, run.Carrier.Attach, static scope => scope.Dispose());
        }),
        ("to make active until it ends", static run =>
        {
            var span = run.Span("a");
            var cost = Cost(span, active => UntilEnd(run.Carrier, active), static _ => { });
            span.End();
            return cost;
        }),
        ("to close two out of order", static run =>
        {
            var scopes = (Outer: run.Carrier.Attach(run.Span("outer")), Inner: run.Carrier.Attach(run.Span("inner")));
            return Cost(null, _ => scopes.Outer, _ =>
            {
                scopes.Outer.Dispose();
                scopes.Inner.Dispose();
            });
        }),
        ("to attach and close what has ended", static run =>
        {
            var ended = run.Span("ended");
            ended.End();
            return Cost(ended, run.Carrier.Attach, static scope => scope.Dispose());
        }),
    ];

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "DEGR-17", run =>
            {
                var limit = run.Claims(CarrierCapabilities.Ambient) ? Limit : 0;
                foreach (var (what, measure) in Costs)
                {
                    var allocated = Enumerable.Range(0, 5).Min(_ => measure(run));
                    run.True(allocated <= limit, $"{allocated} bytes allocated {what}", $"{limit} at the most");
                }
            }
        },
    };

    static long Inside(RuleRun run, Func<long> measure)
    {
        var scopes = Enumerable.Range(0, Deep).Select(at => run.Carrier.Attach(run.Span($"{at}"))).ToArray();
        var cost = measure();
        foreach (var scope in Enumerable.Reverse(scopes))
            scope.Dispose();

        return cost;
    }

    static long Cost(Span? span, Func<Span?, CarrierScope> open, Action<CarrierScope> close)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        close(open(span));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static CarrierScope UntilEnd(IContextCarrier carrier, Span? span)
    {
        carrier.AttachUntilEnd(span!);
        return default;
    }
}
