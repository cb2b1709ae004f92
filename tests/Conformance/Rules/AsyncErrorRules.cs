namespace Stackbilt.Observability.Conformance;

/// <summary>Work that throws or is cancelled, asynchronous.</summary>
static class AsyncErrorRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ERR-09", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var thrown = new NotSupportedException("on purpose");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    var failing = CatchAsync(() => run.Carrier.RunWithSpan(b, async _ =>
                    {
                        await AnotherThread.Switch;
                        throw thrown;
                    }));
                    await AnotherThread.After(failing);
                    var caught = await failing;
                    run.True(ReferenceEquals(caught, thrown), $"{caught}", "the very exception that the work threw");
                    run.Sees(run.Awaited(a), "after a faulted task");
                });
                run.Sees(null, "after all");
            }
        },
        {
            "ERR-10", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var cancellation = new CancellationTokenSource();
                cancellation.Cancel();
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    var running = run.Carrier.RunWithSpan(b, async _ =>
                    {
                        await AnotherThread.Switch;
                        await Task.FromCanceled(cancellation.Token);
                    });
                    var failing = CatchAsync(() => running);
                    await AnotherThread.After(failing);
                    var caught = await failing;
                    run.True(running.IsCanceled, $"a task that is {running.Status}", "a cancelled task");
                    run.Equal(((OperationCanceledException)caught).CancellationToken, cancellation.Token, "token");
                    run.Sees(run.Awaited(a), "after a cancelled task");
                });
                run.Sees(null, "after all");
            }
        },
        {
            "ERR-11", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var scope = run.Carrier.Attach(a);
                var failing = CatchAsync(() => run.Carrier.RunWithSpan(b, Task (_) => throw new NotSupportedException("on purpose")));
                run.Sees(run.Ambient(a), "after work threw before there was a task");
                scope.Dispose();
                run.True(await failing is NotSupportedException, "another exception", "the exception of the work");
                run.Sees(null, "after all");
            }
        },
        {
            "ERR-12", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                // Not awaited as it is: the runtime's own async methods cannot yet await a call with an argument by reference.
                await run.Carrier.RunWithSpan(a, async ValueTask (_) =>
                {
                    await AnotherThread.Switch;
                    var failing = CatchAsync(() => run.Carrier.RunWithSpan(b, async ValueTask<int> (_) =>
                    {
                        await AnotherThread.Switch;
                        throw new NotSupportedException("on purpose");
                    }).AsTask());
                    await AnotherThread.After(failing);
                    var caught = await failing;
                    run.True(caught is NotSupportedException, $"{caught}", "the exception of the work");
                    run.Sees(run.Awaited(a), "after a faulted ValueTask");
                }).AsTask();
                run.Sees(null, "after all");
            }
        },
        {
            "ERR-13", async run =>
            {
                var a = run.Span("a");
                var thrown = Enumerable.Range(0, 3).Select(at => new NotSupportedException($"on purpose {at}")).ToArray();
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    var all = Task.WhenAll(thrown.Select((exception, at) => run.Carrier.RunWithSpan(run.Span($"{at}"), async _ =>
                    {
                        await AnotherThread.Switch;
                        throw exception;
                    })));
                    await AnotherThread.After(CatchAsync(() => all));
                    run.True(
                        thrown.All(all.Exception!.InnerExceptions.Contains), $"{all.Exception}", "all three exceptions of the work");
                    run.Sees(run.Awaited(a), "after three tasks that faulted");
                });
            }
        },
    };

    /// <summary>
    /// What the work throws. The task may be done before it is awaited, and then the rule goes on on its own thread; where it must not,
    /// <see cref="AnotherThread.After"/> waits.
    /// </summary>
    public static async Task<Exception> CatchAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is not RuleBrokenException)
        {
            return exception;
        }

        throw new RuleBrokenException(RuleRun.Story("no exception", "the exception of the work"));
    }
}
