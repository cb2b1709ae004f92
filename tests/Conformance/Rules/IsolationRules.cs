namespace Stackbilt.Observability.Conformance;

/// <summary>Instances and flows that must not meet.</summary>
static class IsolationRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ISO-01", run => run.BesideAnother(other =>
            {
                Span a = run.SpanOfItsOwn("a"), b = run.SpanOfItsOwn("b");
                using (run.Carrier.Attach(a))
                {
                    run.Saw(other.Current, null, "in another carrier");
                    using (other.Attach(b))
                        run.Sees(run.Ambient(a), "while another carrier has b");

                    run.Sees(run.Ambient(a), "after the other carrier's scope");
                }
            })
        },
        {
            "ISO-02", run => run.BesideAnother(other =>
            {
                Span a = run.SpanOfItsOwn("a"), b = run.SpanOfItsOwn("b");
                var mine = run.Carrier.Attach(a);
                var theirs = other.Attach(b);
                mine.Dispose();
                run.Saw(other.Current, run.Ambient(b), "in another carrier, after this one's scope");
                run.Sees(null, "after its scope, another carrier having b");
                theirs.Dispose();
                run.Saw(other.Current, null, "in another carrier, after its own scope");
                run.Sees(null, "after both");
            })
        },
        {
            "ISO-03", async run =>
            {
                var a = run.Span("a");
                var gates = Enumerable.Range(0, 8).Select(_ => AttemptRules.NewGate()).ToArray();
                using var closed = new SemaphoreSlim(0);
                var siblings = ForkRules.Inside(run, a, () => gates.Select((gate, at) => Fork.OnPool(async () =>
                {
                    closed.Wait();
                    var found = run.Carrier.Current;
                    run.Saw(found, run.Forked(a), $"in sibling {at}");
                    var child = (found ?? a).StartActiveChild($"child {at}");
                    await gate.Task;
                    child.End();
                    return child.ParentSpanId;
                })).ToArray());
                closed.Release(siblings.Length);
                foreach (var gate in Enumerable.Reverse(gates))
                    gate.SetResult();

                foreach (var parent in await Task.WhenAll(siblings))
                    run.Equal(parent, a.SpanId, "parent of an active child of a parallel sibling");
            }
        },
        {
            "ISO-07", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await Fork.OnThread(() =>
                {
                    var scope = run.Carrier.Attach(a);
                    var fork = Fork.OnThread(() =>
                    {
                        scope.Dispose();
                        run.Sees(null, "in a fork that closed the scope that it was forked in");
                        using (run.Carrier.Attach(b))
                            run.Sees(run.Ambient(b), "in a fork that closed the scope that it was forked in");
                    });
                    fork.GetAwaiter().GetResult();
                    run.Sees(run.Ambient(a), "after a fork closed the scope");
                    scope.Dispose();
                    run.Sees(null, "after the scope, closed in a fork before");
                });
            }
        },
        {
            "ISO-08", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await Fork.OnThread(() =>
                {
                    var outer = run.Carrier.Attach(a);
                    using var gate = new SemaphoreSlim(0);
                    var fork = Fork.OnThread(() =>
                    {
                        gate.Wait();
                        using (run.Carrier.Attach(b))
                            run.Sees(run.Ambient(b), "in a fork");

                        return run.Carrier.Current;
                    });
                    outer.Dispose();
                    gate.Release();
                    run.Saw(
                        fork.GetAwaiter().GetResult(), run.Forked(a), "in a fork, after its own scope and after its parent closed a's");
                });
            }
        },
    };
}
