namespace Stackbilt.Observability.Conformance;

/// <summary>Whose span a continuation or a callback sees: that of its own flow, never that of the code that calls it.</summary>
static class ContinuationRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        { "ASYNC-18", run => CompleteFromAnotherFlow(run, TaskCreationOptions.None) },
        { "ASYNC-19", run => CompleteFromAnotherFlow(run, TaskCreationOptions.RunContinuationsAsynchronously) },
        {
            "ASYNC-20", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var source = new CancellationTokenSource();
                var (callback, result) = Fork.Once(() => run.Carrier.Current);
                ForkRules.Inside(run, a, () => source.Token.Register(Hosted.Fork(callback)));
                await Fork.OnCleanThread(() => Cancel(run, b, source));
                run.Saw(await result, run.Forked(a), "in a callback of CancellationToken.Register, cancelled by a flow that has b");
            }
        },
        {
            "ASYNC-21", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var source = new CancellationTokenSource();
                var (callback, result) = Fork.Once(() => run.Carrier.Current);
                ForkRules.Inside(run, a, () => source.Token.UnsafeRegister(_ => callback(), null));
                await Fork.OnCleanThread(() => Cancel(run, b, source));
                run.Saw(await result, run.Ambient(b), "in a callback of UnsafeRegister, called by a flow that has b");
            }
        },
        {
            "ASYNC-22", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var source = new TaskCompletionSource();
                var continued = ForkRules.Inside(run, a, () => source.Task.ContinueWith(
                    Continued(run),
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default));
                await Fork.OnCleanThread(() =>
                {
                    using var scope = run.Carrier.Attach(b);
                    source.SetResult();
                    return true;
                });
                run.Saw(await continued, run.Forked(a), "in a continuation that runs inside a flow that has b");
            }
        },
        {
            "ASYNC-23", async run =>
            {
                var a = run.Span("a");
                Timer? timer = null;
                var seen = await ForkRules.SeenAfterScope(
                    run, a, callback => timer = new Timer(_ => callback(), null, 0, Timeout.Infinite));
                run.Saw(seen, run.Forked(a), "in a timer's callback");
                await timer!.DisposeAsync();
            }
        },
        {
            "ASYNC-24", async run =>
            {
                var spans = Enumerable.Range(0, 8).Select(at => run.Span($"timer {at}")).ToArray();
                var seen = spans.Select(_ => Fork.Once(() => run.Carrier.Current)).ToArray();
                var timers = spans.Select((span, at) =>
                    ForkRules.Inside(run, span, () => NewTimer(seen[at].Callback))).ToArray();
                foreach (var timer in timers)
                    timer.Change(1, Timeout.Infinite);

                for (var at = 0; at < spans.Length; at++)
                    run.Saw(await seen[at].Result, run.Forked(spans[at]), $"in timer {at} of eight that are due together");

                foreach (var timer in timers)
                    await timer.DisposeAsync();
            }
        },
        {
            "ASYNC-25", async run =>
            {
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
                    for (var tick = 0; tick < 3; tick++)
                    {
                        await timer.WaitForNextTickAsync();
                        await AnotherThread.Switch;
                        run.Sees(run.Awaited(a), $"at tick {tick} of a periodic timer");
                    }
                });
            }
        },
    };

    static async Task CompleteFromAnotherFlow(RuleRun run, TaskCreationOptions options)
    {
        Span a = run.Span("a"), b = run.Span("b");
        var source = new TaskCompletionSource(options);

        // On a thread that is gone when the await is over, so that nothing is found there by luck.
        var awaiting = await Fork.OnCleanThread(() => run.Carrier.RunWithSpan(a, async _ =>
        {
            await source.Task;
            run.Sees(run.Awaited(a), "after an await that a flow with b completed");
        }));
        await Fork.OnCleanThread(() =>
        {
            using var scope = run.Carrier.Attach(b);
            source.SetResult();
            run.Sees(run.Ambient(b), "in the flow that completed the await, after it did");
            return true;
        });
        await awaiting;
    }

    static Func<Task, Span?> Continued(RuleRun run)
    {
        Span? seen = null;
        var fork = Hosted.Fork(() => { seen = run.Carrier.Current; });
        return _ =>
        {
            fork();
            return seen;
        };
    }

    static Timer NewTimer(Action callback)
    {
        var fork = Hosted.Fork(callback);
        return new Timer(_ => fork());
    }

    static bool Cancel(RuleRun run, Span span, CancellationTokenSource source)
    {
        using var scope = run.Carrier.Attach(span);
        source.Cancel();
        run.Sees(run.Ambient(span), "in the flow that cancelled, after it did");
        return true;
    }
}
