using System.Collections.Concurrent;
using System.Globalization;

namespace Stackbilt.Observability.Conformance;

/// <summary>Parallel loops, schedulers and synchronization contexts.</summary>
static class SchedulingRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ASYNC-34", async run =>
            {
                var a = run.Span("a");
                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(a);
                    var steps = Steps(run, a, "step {0} of Parallel.For");
                    Parallel.For(0, steps.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, at => steps[at]());
                    run.Sees(run.Ambient(a), "after Parallel.For");
                });
            }
        },
        {
            "ASYNC-35", async run =>
            {
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    var steps = Enumerable.Range(0, 64).Select(at => Fork.Later(() => StepAsync(run, a, at))).ToArray();
                    await Parallel.ForEachAsync(steps, static (step, _) => new ValueTask(step()));
                    run.Sees(run.Awaited(a), "after Parallel.ForEachAsync");
                });
            }
        },
        {
            "ASYNC-36", async run =>
            {
                var a = run.Span("a");
                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(a);
                    var steps = Steps(run, a, "element {0} of a parallel query");
                    steps.AsParallel().WithDegreeOfParallelism(4).ForAll(static step => step());
                    run.Sees(run.Ambient(a), "after a parallel query");
                });
            }
        },
        {
            "ASYNC-37", async run =>
            {
                var a = run.Span("a");
                using var scheduler = new OneThreadScheduler();
                var seen = await ForkRules.SeenAfterScope(run, a, callback => scheduler.Start(() =>
                {
                    callback();
                    return true;
                }));
                run.Saw(seen, run.Forked(a), "in a task of a custom scheduler");
            }
        },
        {
            "ASYNC-38", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scheduler = new OneThreadScheduler();
                await scheduler.Start(() => run.Carrier.RunWithSpan(a, _ => run.Carrier.Current));
                run.Saw(await scheduler.Start(() => run.Carrier.Current), null, "in the next job of the same thread");
                await scheduler.Start(() => run.Carrier.Attach(b));
                run.Saw(await scheduler.Start(() => run.Carrier.Current), null, "in the next job of the same thread, after a leak");
            }
        },
        {
            "ASYNC-39", async run =>
            {
                var a = run.Span("a");
                using var loop = new OneThreadLoop();
                await loop.RunAsync(() => run.Carrier.RunWithSpan(a, async _ =>
                {
                    await Task.Yield();
                    run.Sees(run.Awaited(a), "after an await that a synchronization context continued");
                    await Task.Run(static () => { });
                    run.Sees(run.Awaited(a), "after an await of the pool that a synchronization context continued");
                }));
                run.Sees(null, "after work on a synchronization context");
            }
        },
        {
            "ASYNC-40", async run =>
            {
                var a = run.Span("a");
                using var loop = new OneThreadLoop();
                var (callback, result) = Fork.Once(() => run.Carrier.Current);
                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(a);
                    loop.Post(_ => callback(), null);
                    run.Saw(result.GetAwaiter().GetResult(), null, "in a callback posted to a thread that flows no context");
                });
            }
        },
    };

    /// <summary>
    /// Steps of a loop that the caller's thread and others share: none is done before two threads are at it, so that a carrier
    /// is always asked on another one.
    /// </summary>
    static Action[] Steps(RuleRun run, Span around, string where)
    {
        var caller = Thread.CurrentThread;
        var two = new CountdownEvent(2);
        var known = new ConcurrentDictionary<Thread, bool>();
        var arrived = 0;
        return
        [
            .. Enumerable.Range(0, 64).Select(at => Hosted.Fork(() =>
            {
                if (known.TryAdd(Thread.CurrentThread, true) && Interlocked.Increment(ref arrived) <= 2)
                    two.Signal();

                two.Wait();
                Step(run, around, caller, string.Format(CultureInfo.InvariantCulture, where, at));
            })),
        ];
    }

    static async Task StepAsync(RuleRun run, Span around, int at)
    {
        run.Sees(run.ForkedAndAwaited(around), $"in step {at} of Parallel.ForEachAsync");
        await run.Carrier.RunWithSpan(run.Span("step"), async _ => await Task.Yield());
        run.Sees(run.ForkedAndAwaited(around), $"in step {at} of Parallel.ForEachAsync, after an await");
    }

    /// <summary>A step may run on the caller's own thread, called by it: a carrier that does not flow may answer there.</summary>
    static void Step(RuleRun run, Span around, Thread caller, string where)
    {
        var seen = run.Carrier.Current;
        run.Saw(seen, run.Forked(around) ?? (Thread.CurrentThread == caller && RuleRun.Same(seen, around) ? run.Ambient(around) : null), "in " + where);
        var own = run.Span(where);
        using (run.Carrier.Attach(own))
            run.Sees(run.Ambient(own), "in its own scope");

        run.Saw(run.Carrier.Current, seen, "after the scope inside " + where);
    }
}
