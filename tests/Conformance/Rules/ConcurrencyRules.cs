namespace Stackbilt.Observability.Conformance;

/// <summary>Flows that take turns as the suite says, and flows that run at full speed.</summary>
static class ConcurrencyRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ISO-04", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                foreach (var turns in Permutations.Interleavings(4))
                    await TakeTurnsAsync(run, a, b, turns);
            }
        },
        {
            "ISO-05", async run =>
            {
                using var together = new Barrier(16);
                var flows = Enumerable.Range(0, 16).Select(flow => Fork.OnCleanThread(() => Churn(run, flow, together))).ToArray();
                run.Equal((await Task.WhenAll(flows)).Sum(), 0, "wrong answers and parents of 16 flows at once");
            }
        },
        {
            "ISO-06", async run =>
            {
                var flows = Enumerable.Range(0, 64).Select(flow => Fork.OnPool(() => ChurnAsync(run, flow)));
                run.Equal((await Task.WhenAll(flows)).Sum(), 0, "wrong answers and parents of 64 asynchronous flows at once");
            }
        },
    };

    static async Task TakeTurnsAsync(RuleRun run, Span a, Span b, bool[] turns)
    {
        using var flows = new ThreadFlows();
        var other = flows.Add();
        var steps = new[] { Steps(run, a), Steps(run, b) };
        foreach (var turn in turns)
        {
            var flow = turn ? 1 : 0;
            await flows.RunAsync(turn ? other : 0, () => steps[flow].MoveNext());
        }
    }

    static IEnumerator<int> Steps(RuleRun run, Span span)
    {
        var inner = span.StartChild("inner");
        var outerScope = run.Carrier.Attach(span);
        run.Sees(run.Ambient(span), "after it was attached, another flow taking turns");
        yield return 1;
        var innerScope = run.Carrier.Attach(inner);
        run.Sees(run.Ambient(inner), "after it was attached, another flow taking turns");
        yield return 2;
        innerScope.Dispose();
        run.Sees(run.Ambient(span), "after the inner scope, another flow taking turns");
        yield return 3;
        outerScope.Dispose();
        run.Sees(null, "after both scopes, another flow taking turns");
        yield return 4;
    }

    static int Churn(RuleRun run, int flow, Barrier together)
    {
        try
        {
            var wrong = 0;
            var outer = new Tracer(run.Carrier).StartRoot($"flow {flow}");
            using var scope = run.Carrier.Attach(outer);
            for (var round = 0; round < 300 * run.Effort; round++)
            {
                using var inner = (run.Carrier.Current ?? outer).StartChild("inner");
                wrong += inner.ParentSpanId == outer.SpanId ? 0 : 1;
                var innerScope = run.Carrier.Attach(inner);

                // Now and then all of them are known to be inside at once.
                if (round < 300 && round % 100 == 0)
                    together.SignalAndWait();

                wrong += RuleRun.Same(run.Carrier.Current, run.Ambient(inner)) ? 0 : 1;
                innerScope.Dispose();
                wrong += RuleRun.Same(run.Carrier.Current, run.Ambient(outer)) ? 0 : 1;
            }

            run.Count(900 * run.Effort);
            return wrong;
        }
        finally
        {
            together.RemoveParticipant();
        }
    }

    static async Task<int> ChurnAsync(RuleRun run, int flow)
    {
        var wrong = 0;
        var outer = new Tracer(run.Carrier).StartRoot($"flow {flow}");
        await run.Carrier.RunWithSpan(outer, async _ =>
        {
            await AnotherThread.Switch;
            for (var round = 0; round < 50 * run.Effort; round++)
            {
                var inner = (run.Carrier.Current ?? outer).StartChild("inner");
                Interlocked.Add(ref wrong, inner.ParentSpanId == outer.SpanId ? 0 : 1);
                await run.Carrier.RunWithSpan(inner, async _ =>
                {
                    await Task.Yield();
                    Interlocked.Add(ref wrong, RuleRun.Same(run.Carrier.Current, run.Awaited(inner)) ? 0 : 1);
                });
                Interlocked.Add(ref wrong, RuleRun.Same(run.Carrier.Current, run.Awaited(outer)) ? 0 : 1);
            }
        });
        run.Count(150 * run.Effort);
        return wrong;
    }
}
