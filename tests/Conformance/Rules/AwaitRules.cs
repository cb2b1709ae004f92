namespace Stackbilt.Observability.Conformance;

/// <summary>Work that awaits.</summary>
static class AwaitRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ASYNC-01", async run =>
            {
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    run.Sees(run.Ambient(a), "before the first await");
                    await AnotherThread.Switch;
                    run.Sees(run.Awaited(a), "after an await that continued on another thread");
                });
                run.Sees(null, "after asynchronous work");
            }
        },
        {
            "ASYNC-02", async run =>
            {
                var a = run.Span("a");
                var gate = AttemptRules.NewGate();

                // Begun on a thread that is not the pool's, so that the continuation is on another one for sure.
                var running = await Fork.OnCleanThread(() => run.Carrier.RunWithSpan(a, async _ =>
                {
                    await gate.Task.ConfigureAwait(false);
                    run.Sees(run.Awaited(a), "after ConfigureAwait(false)");
                }));
                gate.SetResult();
                await running;
            }
        },
        {
            "ASYNC-03", async run =>
            {
                var a = run.Span("a");
                var result = await run.Carrier.RunWithSpan(a, async ValueTask<int> (_) =>
                {
                    await AnotherThread.Switch;
                    run.Sees(run.Awaited(a), "after an await in work that returns a ValueTask");
                    return 7;
                }).AsTask();
                run.Equal(result, 7, "result of the work");
                run.Sees(null, "after work that returned a ValueTask");
            }
        },
        {
            "ASYNC-04", async run =>
            {
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await new PlainAwaitable();
                    run.Sees(run.Awaited(a), "after a custom awaiter that has OnCompleted alone");
                });
            }
        },
        {
            "ASYNC-05", async run =>
            {
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    // More than one byte counts.
                    for (var count = 0; count < 1000; count++)
                    {
                        await Task.Yield();
                        run.Sees(run.Awaited(a), $"after await {count}");
                    }
                });
            }
        },
        {
            "ASYNC-06", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    await run.Carrier.RunWithSpan(b, async _ =>
                    {
                        run.Sees(run.Ambient(b), "in nested asynchronous work");
                        await AnotherThread.Switch;
                        run.Sees(run.Awaited(b), "in nested asynchronous work, after an await");
                    });
                    run.Sees(run.Awaited(a), "after nested asynchronous work");
                });
            }
        },
    };
}
