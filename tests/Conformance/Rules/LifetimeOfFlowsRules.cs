namespace Stackbilt.Observability.Conformance;

/// <summary>Flows that outlive the scope, or the span, that they were started in.</summary>
static class LifetimeOfFlowsRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "LIFE-16", async run =>
            {
                var a = run.Span("a");
                var gate = AttemptRules.NewGate();
                var fork = ForkRules.Inside(run, a, () => Fork.OnThread(() =>
                {
                    gate.Task.GetAwaiter().GetResult();
                    return run.Carrier.Current;
                }));
                run.Sees(null, "after the scope that the fork was made in");
                gate.SetResult();
                run.Saw(await fork, run.Forked(a), "in a fork, after the scope that it was made in");
            }
        },
        {
            "LIFE-17", async run =>
            {
                var a = run.Span("a");
                var fired = new SemaphoreSlim(0);
                var seen = Task.FromResult<Span?>(null);
                using var timer = ForkRules.Inside(run, a, () => NewTimer(() =>
                {
                    // On a thread of the pool, where nobody would catch what the carrier throws.
                    (var look, seen) = Fork.Once(() => run.Carrier.Current);
                    look();
                    fired.Release();
                }));
                timer.Change(0, Timeout.Infinite);
                await fired.WaitAsync();
                run.Saw(await seen, run.Forked(a), "in a timer, while the request is running");
                a.End();
                timer.Change(0, Timeout.Infinite);
                await fired.WaitAsync();
                run.Saw(await seen, null, "in a timer, after the request");
            }
        },
        {
            "LIFE-18", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var looked = AttemptRules.NewGate();
                var ended = AttemptRules.NewGate();
                using var closed = new SemaphoreSlim(0);
                var loop = ForkRules.Inside(run, a, () => Fork.OnPool(async () =>
                {
                    closed.Wait();
                    run.Sees(run.Forked(a), "in a background loop, while the request is running");
                    looked.SetResult();
                    await ended.Task;
                    run.Sees(null, "in a background loop, after the request");
                    await run.Carrier.RunWithSpan(b, async _ =>
                    {
                        await AnotherThread.Switch;
                        run.Sees(run.Awaited(b), "in work of a background loop, after the request");
                    });
                    run.Sees(null, "in a background loop, after its work");
                }));

                closed.Release();

                // A loop that failed before it looked must not be waited for.
                await await Task.WhenAny(looked.Task, loop);
                a.End();
                ended.SetResult();
                await loop;
            }
        },
        {
            "LIFE-19", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var ended = AttemptRules.NewGate();
                Task<Span?>? fork = null;
                using (run.Carrier.Attach(a))
                {
                    fork = ForkRules.Inside(run, b, () => Fork.OnPool(async () =>
                    {
                        await ended.Task;
                        await AnotherThread.Switch;
                        return run.Carrier.Current;
                    }));
                }

                b.End();
                ended.SetResult();
                run.Saw(await fork, run.ForkedAndAwaited(a), "in a fork, after the innermost span that it captured ended");
            }
        },
        {
            "LIFE-20", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await Fork.OnThread(() =>
                {
                    using var outer = run.Carrier.Attach(a);
                    using var inner = run.Carrier.Attach(b);
                    using var reading = new SemaphoreSlim(0);
                    var ending = Fork.OnCleanThread(() =>
                    {
                        reading.Wait();
                        b.End();
                        return true;
                    });
                    var (tooEarly, tooLate) = Watch(run, a, b, ending, reading);
                    run.Equal((tooEarly, tooLate), (0, 0), "wrong answers while another thread ends the span");
                });
            }
        },
    };

    /// <summary>It is due twice, and each time is a flow of its own.</summary>
    static Timer NewTimer(Action callback)
    {
        var due = new Queue<Action>([Hosted.Fork(callback), Hosted.Fork(callback)]);
        return new Timer(_ => due.Dequeue()());
    }

    /// <summary>Reads all the while; once the end has returned, the span must not be seen, and before it nothing else.</summary>
    static (int TooEarly, int TooLate) Watch(RuleRun run, Span outer, Span ending, Task ended, SemaphoreSlim reading)
    {
        int tooEarly = 0, tooLate = 0, reads = 0;
        for (var readsAfter = 0; readsAfter < 1000;)
        {
            if (reads++ == 100)
                reading.Release();

            var wasOver = ended.IsCompleted;
            readsAfter += wasOver ? 1 : 0;
            var seen = run.Carrier.Current;
            tooLate += wasOver && !RuleRun.Same(seen, run.Ambient(outer)) ? 1 : 0;
            tooEarly += !ending.HasEnded && !RuleRun.Same(seen, run.Ambient(ending)) ? 1 : 0;
        }

        return (tooEarly, tooLate);
    }
}
