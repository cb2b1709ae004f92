namespace Stackbilt.Observability.Conformance;

/// <summary>Flows that go on somewhere else: on other threads, on loops, with schedulers.</summary>
static class PlaceRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ASYNC-55", async run =>
            {
                using OneThreadLoop first = new(), second = new();
                using var scheduler = new OneThreadScheduler();
                Place[] places =
                [
                    Place.NewThread, Place.Pool, Place.On(first, "on a loop"), Place.On(second, "on another loop"), Place.On(scheduler),
                ];
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    foreach (var (from, to) in places.SelectMany(from => places.Where(to => to != from), static (from, to) => (from, to)))
                    {
                        await GoAsync(run, a, from, to);
                        await GoAndComeBackAsync(run, a, from, to);
                    }
                });
                run.Sees(null, "after all");
            }
        },
    };

    static async Task GoAsync(RuleRun run, Span around, Place from, Place to)
    {
        await from;
        run.Sees(run.Awaited(around), $"{from}");
        Span attached = run.Span("attached"), untilEnd = run.Span("active until it ends");
        run.Carrier.AttachUntilEnd(untilEnd);
        var mask = run.Carrier.Attach(null);
        using (run.Carrier.Attach(attached))
        {
            run.Sees(run.Ambient(attached), $"{from}, where it is attached");
            await to;
            run.Sees(run.Awaited(attached), $"{to}, attached {from}");
        }

        run.Sees(null, $"{to}, inside a mask that was attached {from}");
        mask.Dispose();
        run.Sees(run.Awaited(untilEnd), $"{to}, active until it ends since it was {from}");
        untilEnd.End();
        attached.End();
        run.Sees(run.Awaited(around), $"{to}, after all that was attached {from}");
    }

    /// <summary>What a thread knows of the flow is old when the flow comes back.</summary>
    static async Task GoAndComeBackAsync(RuleRun run, Span around, Place from, Place to)
    {
        await from;
        Span outer = run.Span("outer"), inner = run.Span("inner");
        var outerScope = run.Carrier.Attach(outer);
        var innerScope = run.Carrier.Attach(inner);
        await to;
        outerScope.Dispose();
        run.Sees(run.Awaited(inner), $"{to}, after the scope around it was closed");
        await from;
        innerScope.Dispose();
        run.SeesOrLeft(run.Awaited(around), outer, $"{from}, after scopes that were closed here and {to}");
        inner.End();
        outer.End();
    }
}
