using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>What the garbage collector must leave, and what must be left to it.</summary>
static class CollectionRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "LIFE-36", run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), c = run.Span("c");
                var outer = run.Carrier.Attach(a);
                Leak(run.Carrier, b);
                var mask = run.Carrier.Attach(null);
                run.Carrier.AttachUntilEnd(c);
                Garbage.Collect();
                run.Sees(run.Ambient(c), "active until it ends, after a collection");
                c.End();
                run.Sees(null, "inside a mask, after a collection");
                mask.Dispose();
                run.Sees(run.Ambient(b), "whose scope nobody holds, after a collection");
                b.End();
                run.Sees(run.Ambient(a), "after a collection");
                Garbage.Collect();
                run.Sees(run.Ambient(a), "after another collection");
                outer.Dispose();
                run.Sees(null, "after its scope");
                using var around = run.Carrier.Attach(a);
                Leak(run.Carrier, null);
                Garbage.Collect();
                run.Sees(null, "inside a mask whose scope nobody holds, after a collection");
            }
        },
        {
            "LIFE-37", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var gate = AttemptRules.NewGate();
                using var collected = new SemaphoreSlim(0);
                var fork = ForkRules.Inside(run, a, () => Fork.OnThread(() =>
                {
                    collected.Wait();
                    return run.Carrier.Current;
                }));
                var awaiting = run.Carrier.RunWithSpan(b, async _ =>
                {
                    await gate.Task;
                    await AnotherThread.Switch;
                    run.Sees(run.Awaited(b), "after an await, a collection meanwhile");
                });
                Garbage.Collect();
                collected.Release();
                gate.SetResult();
                run.Saw(await fork, run.Forked(a), "in a fork, after its scope and a collection");
                await awaiting;
                await AfterItsThreadAsync(run);
                run.Sees(null, "after all");
            }
        },
        {
            "LIFE-38", run =>
            {
                foreach (var order in Permutations.Of(4))
                {
                    var left = CloseInOrder(run.Carrier, order);
                    run.Equal(Garbage.CountKept(left), 0, $"spans kept after their scopes were closed in the order {string.Join(", ", order)}");
                }

                run.Sees(null, "after all scopes");
                GC.KeepAlive(run.Carrier);
            }
        },
    };

    /// <summary>The thread that attached has ended, and is collected where nobody keeps it, while a fork and what follows an await still go on.</summary>
    static async Task AfterItsThreadAsync(RuleRun run)
    {
        Span a = run.Span("a"), b = run.Span("b");
        var gate = AttemptRules.NewGate();
        using var collected = new SemaphoreSlim(0);
        var (thread, fork, awaiting) = Start();
        _ = Garbage.IsCollected(thread);
        collected.Release();
        gate.SetResult();
        run.Saw(await fork, run.Forked(a), "in a fork, the thread that attached having been collected");
        await awaiting;

        [MethodImpl(MethodImplOptions.NoInlining)]
        (WeakReference Thread, Task<Span?> Fork, Task Awaiting) Start()
        {
            Task<Span?>? fork = null;
            Task? awaiting = null;
            var (callback, done) = Fork.Once(() =>
            {
                using (run.Carrier.Attach(a))
                {
                    fork = Fork.OnThread(() =>
                    {
                        collected.Wait();
                        return run.Carrier.Current;
                    });
                }

                awaiting = run.Carrier.RunWithSpan(b, async _ =>
                {
                    await gate.Task;
                    await AnotherThread.Switch;
                    run.Sees(run.Awaited(b), "after an await, the thread that attached having been collected");
                });
            });
            var start = Hosted.Fork(callback);
            var thread = new Thread(() => start()) { IsBackground = true };
            thread.Start();
            thread.Join();

            // Of a host that does not run it the rule hears elsewhere.
            if (done.IsFaulted)
                done.GetAwaiter().GetResult();

            return (new WeakReference(thread), fork!, awaiting!);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Leak(IContextCarrier carrier, Span? span) => _ = carrier.Attach(span);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference[] CloseInOrder(IContextCarrier carrier, int[] order)
    {
        var spans = Array.ConvertAll(order, static _ => MemoryRules.Bare());
        var scopes = Array.ConvertAll(spans, carrier.Attach);
        foreach (var at in order)
            scopes[at].Dispose();

        return Array.ConvertAll(spans, static span => new WeakReference(span));
    }
}
