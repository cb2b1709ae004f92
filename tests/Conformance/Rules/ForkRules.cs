namespace Stackbilt.Observability.Conformance;

/// <summary>What a flow sees that was started inside a scope.</summary>
static class ForkRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ASYNC-11", async run =>
            {
                var a = run.Span("a");
                var seen = await SeenAfterScope(run, a, callback => Task.Run(callback));
                run.Saw(seen, run.Forked(a), "in Task.Run");
            }
        },
        {
            "ASYNC-12", async run =>
            {
                var a = run.Span("a");
                var seen = await SeenAfterScope(run, a, callback => Fork.OnThread(callback));
                run.Saw(seen, run.Forked(a), "on a new thread");
                seen = await SeenAfterScope(run, a, StartInForeground);
                run.Saw(seen, run.Forked(a), "on a new thread of the foreground");
            }
        },
        {
            "ASYNC-13", async run =>
            {
                var a = run.Span("a");
                var seen = await SeenAfterScope(run, a, callback => ThreadPool.QueueUserWorkItem(_ => callback()));
                run.Saw(seen, run.Forked(a), "in ThreadPool.QueueUserWorkItem");
            }
        },
        {
            "ASYNC-14", async run =>
            {
                var a = run.Span("a");
                var (callback, result) = Fork.Once(Hosted.Clean(() => run.Carrier.Current));
                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(a);
                    ThreadPool.UnsafeQueueUserWorkItem(_ => callback(), null);
                    run.Saw(result.GetAwaiter().GetResult(), null, "in ThreadPool.UnsafeQueueUserWorkItem");
                    var thread = Fork.OnCleanThread(() => run.Carrier.Current);
                    run.Saw(thread.GetAwaiter().GetResult(), null, "on a thread started with UnsafeStart");
                });
            }
        },
        {
            "ASYNC-15", async run =>
            {
                var a = run.Span("a");
                var (callback, result) = Fork.Once(Hosted.Clean(() => run.Carrier.Current));
                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(a);
                    using (ExecutionContext.SuppressFlow())
                        _ = Task.Run(callback);

                    run.Saw(result.GetAwaiter().GetResult(), null, "in a task that was started while the flow was suppressed");
                });
            }
        },
        {
            "ASYNC-16", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await Fork.OnThread(() =>
                {
                    using var outer = run.Carrier.Attach(a);
                    using var gate = new SemaphoreSlim(0);
                    var fork = Fork.OnThread(() =>
                    {
                        gate.Wait();
                        return run.Carrier.Current;
                    });
                    using (run.Carrier.Attach(b))
                    {
                        gate.Release();
                        run.Saw(fork.GetAwaiter().GetResult(), run.Forked(a), "in a fork, its parent having attached b since");
                    }
                });
            }
        },
        {
            "ASYNC-17", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await Fork.OnThread(() =>
                {
                    using var outer = run.Carrier.Attach(a);
                    Fork.OnThread(() =>
                    {
                        _ = run.Carrier.Attach(b);
                        run.Sees(run.Ambient(b), "in the fork that attached it");
                    }).GetAwaiter().GetResult();
                    run.Sees(run.Ambient(a), "after a fork attached b");
                });
            }
        },
    };

    /// <summary>What a fork sees that is made inside a scope and looks once the scope is closed, so that nothing is left to luck.</summary>
    public static async Task<Span?> SeenAfterScope(RuleRun run, Span span, Action<Action> start)
    {
        using var closed = new SemaphoreSlim(0);
        var (callback, result) = Fork.Once(() =>
        {
            closed.Wait();
            return run.Carrier.Current;
        });
        using (run.Carrier.Attach(span))
            start(Hosted.Fork(callback));

        closed.Release();
        return await result;
    }

    /// <summary>Starts a thread that a process waits for before it ends.</summary>
    static void StartInForeground(Action callback)
    {
        var thread = new Thread(() => callback()) { IsBackground = false };
        thread.Start();

        // But not for one in which the carrier hangs.
        new Thread(() => LetGo(thread)) { IsBackground = true }.UnsafeStart();
    }

    static void LetGo(Thread thread)
    {
        try
        {
            if (!thread.Join(TimeSpan.FromSeconds(10)))
                thread.IsBackground = true;
        }
        catch (ThreadStateException)
        {
            // It has ended after all.
        }
    }

    /// <summary>Starts something while a span is active, and closes the scope before the result is looked at.</summary>
    public static T Inside<T>(RuleRun run, Span? span, Func<T> start)
    {
        using var scope = run.Carrier.Attach(span);
        return start();
    }
}
