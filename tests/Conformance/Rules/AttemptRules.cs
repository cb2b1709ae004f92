namespace Stackbilt.Observability.Conformance;

/// <summary>Retries, hedging, timeouts and other interleavings of asynchronous work, as resilience libraries make them.</summary>
static class AttemptRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ASYNC-41", async run =>
            {
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    for (var attempt = 0; attempt < 3; attempt++)
                    {
                        var failure = await AsyncErrorRules.CatchAsync(() => AttemptAsync(run, run.Span($"attempt {attempt}")));
                        run.True(failure is NotSupportedException, $"{failure}", "the attempt's own exception");
                        run.Sees(run.Awaited(a), $"after attempt {attempt} failed");
                    }
                });
            }
        },
        {
            "ASYNC-42", async run =>
            {
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    Span slow = run.Span("slow"), fast = run.Span("fast");
                    var gate = NewGate();
                    var first = HoldAsync(run, slow, gate);
                    var second = HoldAsync(run, fast, Opened());
                    await await Task.WhenAny(first, second);
                    run.Sees(run.Awaited(a), "after the faster of two attempts");
                    gate.SetResult();
                    await first;
                    run.Sees(run.Awaited(a), "after the slower of two attempts");
                });
            }
        },
        {
            "ASYNC-43", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var gate = NewGate();
                Task? abandoned = null;
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    using var impatience = new CancellationTokenSource();
                    abandoned = HoldAsync(run, b, gate);
                    var waiting = abandoned.WaitAsync(impatience.Token);
                    impatience.Cancel();
                    await AsyncErrorRules.CatchAsync(() => waiting);
                    run.Sees(run.Awaited(a), "after it gave up waiting for work that goes on");
                });
                run.Sees(null, "after all, the abandoned work still running");
                gate.SetResult();
                await abandoned!;
            }
        },
        {
            "ASYNC-44", async run =>
            {
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    var gates = Enumerable.Range(0, 4).Select(_ => NewGate()).ToArray();
                    var siblings = gates.Select((gate, at) => HoldAsync(run, run.Span($"sibling {at}"), gate)).ToArray();
                    run.Sees(run.Awaited(a), "after four siblings were started and before any went on");
                    foreach (var at in (int[])[2, 0, 3, 1])
                    {
                        gates[at].SetResult();
                        await siblings[at];
                        run.Sees(run.Awaited(a), $"after sibling {at}");
                    }
                });
            }
        },
        {
            "ASYNC-45", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var (captured, inside) = ForkRules.Inside(run, a, () => (ExecutionContext.Capture()!, Hosted.Fork(() =>
                {
                    run.Sees(run.Forked(a), "in a captured context");
                    _ = run.Carrier.Attach(b);
                })));
                await Fork.OnCleanThread(() =>
                {
                    ExecutionContext.Run(captured, _ => inside(), null);
                    run.SeesOrLeftUntilEnd(null, b, "after a captured context in which b was attached and left");
                    return true;
                });
            }
        },
    };

    public static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Work inside a span of its own that waits at a gate.</summary>
    public static Task HoldAsync(RuleRun run, Span span, TaskCompletionSource gate) => run.Carrier.RunWithSpan(span, async _ =>
    {
        run.Sees(run.Ambient(span), "before the gate");
        await gate.Task;
        await AnotherThread.Switch;
        run.Sees(run.Awaited(span), "after the gate");
    });

    static TaskCompletionSource Opened()
    {
        var gate = NewGate();
        gate.SetResult();
        return gate;
    }

    static Task AttemptAsync(RuleRun run, Span span) => run.Carrier.RunWithSpan(span, async _ =>
    {
        run.Sees(run.Ambient(span), "in the attempt");
        await AnotherThread.Switch;
        run.Sees(run.Awaited(span), "in the attempt, after an await");
        throw new NotSupportedException("on purpose");
    });
}
