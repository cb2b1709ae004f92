namespace Stackbilt.Observability.Conformance;

/// <summary>Numbers that nobody has promised to stay below: of levels, of scopes, of instances; and the age of a scope.</summary>
static class LimitRules
{
    const int Deep = 12_000;
    const int Many = 70_000;

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "NEST-18", run =>
            {
                var again = MemoryRules.Bare();
                var spans = Enumerable.Range(0, Deep).Select(at => (at % 20) switch
                {
                    9 => again,
                    19 => null,
                    _ => MemoryRules.Bare(),
                }).ToArray();
                var scopes = new CarrierScope[Deep];
                for (var at = 0; at < Deep; at++)
                {
                    scopes[at] = run.Carrier.Attach(spans[at]);
                    run.Sees(run.Ambient(spans[at]), $"at depth {at}");
                }

                for (var at = Deep - 1; at > 0; at--)
                {
                    scopes[at].Dispose();
                    run.Sees(run.Ambient(spans[at - 1]), $"at depth {at}, on the way out");
                }

                scopes[0].Dispose();
                run.Sees(null, "outside");
            }
        },
        {
            "NEST-19", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                Free(run, "outside of every scope");
                var outer = run.Carrier.Attach(a);
                var inner = run.Carrier.Attach(b);
                var innermost = run.Carrier.Attach(run.Span("c"));
                inner.Dispose();
                Free(run, "after a close out of order");
                innermost.Dispose();
                using (run.Carrier.Attach(null))
                    Free(run, "inside a mask");

                run.Carrier.AttachUntilEnd(b);
                Free(run, "where one is active until it ends");
                b.End();
                Free(run, "after that ended");
                await Fork.OnThread(() => Free(run, "in a fork"));
                var deep = Enumerable.Range(0, 20).Select(at => run.Span($"{at}")).ToArray();
                var scopes = Array.ConvertAll(deep, run.Carrier.Attach);
                Free(run, "at depth 20");
                foreach (var span in deep[10..])
                    span.End();

                Free(run, "at depth 20, ten inside having ended");
                foreach (var scope in Enumerable.Reverse(scopes))
                    scope.Dispose();

                run.Equal(Enumerable.Range(0, 5).Min(_ => FirstRead(run)), 0, "bytes allocated by the first read after an attachment");
                outer.Dispose();
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    Free(run, "after an await");
                });
                a.End();
                run.Carrier.AttachUntilEnd(a);
                Free(run, "where all have ended");
            }
        },
        {
            "SCOPE-23", run =>
            {
                Span old = run.Span("old"), other = run.Span("other");
                var scope = run.Carrier.Attach(old);
                for (var at = 0; at < Many; at++)
                {
                    using (run.Carrier.Attach(other))
                        run.Sees(run.Ambient(other), "in one of many scopes inside it");
                }

                run.Sees(run.Ambient(old), $"after {Many} scopes inside it");
                run.Equal(scope.Detach(), new DetachResult(run.Outcome(DetachOutcome.InOrder)), "result of closing an old scope");
                run.Sees(null, "after the old scope");
            }
        },
        {
            "SCOPE-24", run =>
            {
                var around = run.Span("around");
                using var outer = run.Carrier.Attach(around);
                var closed = Enumerable.Range(0, 100).Select(at => run.Carrier.Attach(run.Span($"closed {at}"))).ToArray();
                foreach (var scope in Enumerable.Reverse(closed))
                    scope.Dispose();

                var spans = Enumerable.Range(0, 100).Select(at => run.Span($"open {at}")).ToArray();
                var open = Array.ConvertAll(spans, run.Carrier.Attach);
                foreach (var scope in closed)
                {
                    run.Equal(scope.Detach().Outcome, run.Outcome(DetachOutcome.AlreadyDetached), "outcome of closing an old scope again");
                    run.Sees(run.Ambient(spans[^1]), "after an old scope was closed again");
                }

                for (var at = open.Length - 1; at >= 0; at--)
                {
                    open[at].Dispose();
                    run.Sees(run.Ambient(at == 0 ? around : spans[at - 1]), "after a scope inside it, old ones having been closed again");
                }
            }
        },
        {
            "ISO-13", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                var carriers = new List<IContextCarrier>();
                for (var at = 0; at < 2000; at++)
                {
                    var carrier = run.NewForgottenCarrier();
                    carriers.Add(carrier);
                    Hosted.Run(run.HostOf(carrier), () =>
                    {
                        run.Saw(carrier.Current, null, $"in instance {at}");
                        using (carrier.Attach(b))
                            run.Saw(carrier.Current, run.Ambient(b), $"in instance {at}, inside its scope");

                        run.Saw(carrier.Current, null, $"in instance {at}, after its scope");
                    });
                }

                run.Sees(run.Ambient(a), "in the first instance, after many");
                GC.KeepAlive(carriers);
            }
        },
    };

    static void Free(RuleRun run, string where)
    {
        var allocated = Enumerable.Range(0, 5).Min(_ => Measure(run.Carrier));
        run.Equal(allocated, 0, $"bytes allocated by 20 reads {where}");
    }

    static long FirstRead(RuleRun run)
    {
        using var scope = run.Carrier.Attach(run.Span("read once"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = run.Carrier.Current;
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static long Measure(IContextCarrier carrier)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var read = 0; read < 20; read++)
            _ = carrier.Current;

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
