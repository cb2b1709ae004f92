namespace Stackbilt.Observability.Conformance;

/// <summary>What else is ambient, and is not the carrier's: it must be as the work has left it.</summary>
static class SurroundingsRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "INTEROP-14", run =>
            {
                var around = new Surroundings(run);
                Span a = run.SpanOfItsOwn("a"), b = run.SpanOfItsOwn("b");
                around.Write("before");
                var outer = run.Carrier.Attach(a);
                around.Stay("inside");
                run.Carrier.Attach(b).Dispose();
                around.Stay("after a scope inside which nothing was written");
                around.Write("outside the inner scope");
                using (run.Carrier.Attach(b))
                    around.Write("inside the inner scope");

                around.Stay("after the inner scope");
                run.Sees(run.Ambient(a), "after the inner scope");
                outer.Dispose();
                around.Stay("after both scopes");
                run.Sees(null, "after both scopes");
            }
        },
        {
            "INTEROP-15", run =>
            {
                foreach (var order in Permutations.Of(3))
                {
                    var around = new Surroundings(run);
                    var scopes = new CarrierScope[order.Length];
                    for (var at = 0; at < scopes.Length; at++)
                    {
                        around.Write($"before scope {at}");
                        scopes[at] = run.Carrier.Attach(run.SpanOfItsOwn($"{at}"));
                    }

                    foreach (var at in order)
                    {
                        scopes[at].Dispose();
                        around.Stay($"closing {string.Join(", ", order)}, after {at}");
                        around.Write($"after scope {at}");
                    }

                    run.Sees(null, "after all scopes");
                    scopes[0].Dispose();
                    around.Stay("after a scope was closed again");
                }
            }
        },
        {
            "INTEROP-16", async run =>
            {
                var around = new Surroundings(run);
                around.Write("where it is opened");
                var scope = run.Carrier.Attach(run.SpanOfItsOwn("a"));
                await Fork.OnThread(() => WriteAndClose(run, scope, "a fork"));
                around.Stay("after a fork closed the scope");
                var other = run.Carrier.Attach(run.SpanOfItsOwn("b"));
                await Fork.OnCleanThread(() => WriteAndClose(run, other, "another flow"));
                around.Stay("after another flow closed the scope");
                other.Dispose();
                scope.Dispose();
                around.Stay("after all flows closed the scope");
                run.Sees(null, "after all flows closed the scope");
            }
        },
        {
            "INTEROP-17", async run =>
            {
                var around = new Surroundings(run);
                using (run.Carrier.Attach(run.SpanOfItsOwn("a")))
                {
                    await AnotherThread.Switch;
                    around.Write("after an await");
                    await AnotherThread.Switch;
                }

                around.Stay("after a scope with awaits inside");
            }
        },
        {
            "INTEROP-18", run =>
            {
                var around = new Surroundings(run);
                Span a = run.SpanOfItsOwn("a"), b = run.SpanOfItsOwn("b");
                var outer = run.Carrier.Attach(a);
                around.Write("before the flow was suppressed");
                var inner = run.Carrier.Attach(b);
                using (ExecutionContext.SuppressFlow())
                {
                    inner.Dispose();
                    Suppressed(run, around, "after a scope that was opened before");
                    run.Sees(run.Ambient(a), "after a scope, the flow suppressed inside");
                    run.Carrier.Attach(b).Dispose();
                    Suppressed(run, around, "after a scope inside");
                    inner = run.Carrier.Attach(b);
                }

                inner.Dispose();
                run.True(!ExecutionContext.IsFlowSuppressed(), "a flow suppressed after the last scope", "one that is restored");
                around.Stay("after a scope that was opened while the flow was suppressed");
                run.Sees(run.Ambient(a), "after a scope that was opened while the flow was suppressed");
                outer.Dispose();
                run.Sees(null, "after all scopes");
            }
        },
    };

    static bool WriteAndClose(RuleRun run, CarrierScope scope, string flow)
    {
        var around = new Surroundings(run);
        around.Write($"in {flow}");
        scope.Dispose();
        around.Stay($"in {flow} that closed the scope");
        return true;
    }

    static void Suppressed(RuleRun run, Surroundings around, string where)
    {
        run.True(ExecutionContext.IsFlowSuppressed(), $"a flow that is not suppressed any more {where}", "one that is");
        around.Stay($"in a suppressed flow, {where}");
    }
}
