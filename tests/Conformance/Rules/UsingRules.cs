namespace Stackbilt.Observability.Conformance;

/// <summary>
/// <c>using (carrier.Attach(span)) { await …; }</c> and then a read in the same method, where no async method gives the old
/// context back, and in its caller.
/// </summary>
static class UsingRules
{
    static readonly (string Name, Func<Task> Leave)[] WaysOut =
    [
        ("throws after an await", static async () =>
        {
            await AnotherThread.Switch;
            throw new NotSupportedException("on purpose");
        }),
        ("throws before an await", static () => throw new NotSupportedException("on purpose")),
        ("awaits a task that is cancelled", static () => Task.FromCanceled(new CancellationToken(canceled: true))),
        ("awaits and throws a cancellation", static async () =>
        {
            await AnotherThread.Switch;
            throw new OperationCanceledException("on purpose");
        }),
        ("waits no longer, since a token says so", static async () =>
        {
            using var source = new CancellationTokenSource();
            var waiting = new TaskCompletionSource().Task.WaitAsync(source.Token);
            await AnotherThread.Switch;
            source.Cancel();
            await waiting;
        }),
        ("awaits two tasks that fault", static () => Task.WhenAll(
            Task.FromException(new NotSupportedException("on purpose")), Task.FromException(new NotSupportedException("on purpose")))),
    ];

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ASYNC-51", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), c = run.Span("c");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    using (run.Carrier.Attach(b))
                    {
                        run.Sees(run.Ambient(b), "inside using, before the await");
                        await AnotherThread.Switch;
                        run.Sees(run.Awaited(b), "inside using, after the await");
                        using (run.Carrier.Attach(c))
                        {
                            await AnotherThread.Switch;
                            run.Sees(run.Awaited(c), "inside the inner using, after the await");
                        }

                        run.Sees(run.Awaited(b), "after the inner using");
                    }

                    run.Sees(run.Awaited(a), "after using, in the same method");
                    await AnotherThread.Switch;
                    run.Sees(run.Awaited(a), "after using and another await");
                });
                run.Sees(null, "after all");
            }
        },
        {
            "ERR-19", async run =>
            {
                foreach (var (name, leave) in WaysOut)
                {
                    Span a = run.Span("a"), b = run.Span("b");
                    await run.Carrier.RunWithSpan(a, async _ =>
                    {
                        await AnotherThread.Switch;
                        await LeaveAsync(run, b, leave);
                        run.Sees(run.Awaited(a), $"after using whose block {name}, in the caller");
                        await CatchHereAsync(run, a, b, name, leave);
                    });
                    run.Sees(null, $"after using whose block {name}, after all");
                    b.End();
                }
            }
        },
    };

    static async Task LeaveAsync(RuleRun run, Span span, Func<Task> leave)
    {
        var caught = await AsyncErrorRules.CatchAsync(async () =>
        {
            await AnotherThread.Switch;
            using (run.Carrier.Attach(span))
                await leave();
        });
        run.True(caught is NotSupportedException or OperationCanceledException, $"{caught}", "the exception of the block");
    }

    static async Task CatchHereAsync(RuleRun run, Span around, Span span, string name, Func<Task> leave)
    {
        var hasFailed = false;
        try
        {
            using (run.Carrier.Attach(span))
            {
                await AnotherThread.Switch;
                await leave();
            }
        }
        catch (Exception exception) when (exception is NotSupportedException or OperationCanceledException)
        {
            run.Sees(run.Awaited(around), $"where what left using is caught, whose block {name}");
            hasFailed = true;
        }

        run.True(hasFailed, $"no exception where the block {name}", "the exception of the block");
        run.Sees(run.Awaited(around), $"after using whose block {name}, in the same method");
    }
}
