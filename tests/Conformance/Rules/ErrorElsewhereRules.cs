namespace Stackbilt.Observability.Conformance;

/// <summary>Iterators and forks that throw, and what is recorded of a throw.</summary>
static class ErrorElsewhereRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ERR-14", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    var caught = await AsyncErrorRules.CatchAsync(async () =>
                    {
                        await foreach (var _ in FailingAsync(run.Carrier, b))
                            run.SeesOrLeft(run.Awaited(a), b, "in the loop over an iterator that will fail");
                    });
                    run.True(caught is NotSupportedException, $"{caught}", "the exception of the iterator");
                    run.SeesOrLeftUntilEnd(run.Awaited(a), b, "after an iterator that failed");
                });
            }
        },
        {
            "ERR-15", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(a);
                    ErrorRules.Catch(() => Fork.OnThread(() =>
                    {
                        _ = run.Carrier.Attach(b);
                        ErrorRules.Throw(new NotSupportedException("on purpose"));
                    }).GetAwaiter().GetResult());
                    run.Sees(run.Ambient(a), "after a fork threw");
                });
            }
        },
        {
            "ERR-16", run =>
            {
                var a = run.Span("a");
                ErrorRules.Catch(() => run.Tracer.RunInSpan(a, _ => ErrorRules.Throw(new NotSupportedException("on purpose"))));
                var data = run.Recorder.Spans.Single();
                run.Equal((data.Events.Count, data.Status), (1, SpanStatus.Error), "events and status of a span whose work threw");
                run.Sees(null, "after work that threw and was recorded");
            }
        },
        {
            "ERR-20", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                InAnotherFlow(run, () => ErrorRules.Catch(() => InAnotherFlow(run, () =>
                {
                    run.Sees(null, "in another flow");
                    _ = run.Carrier.Attach(b);
                    ErrorRules.Throw(new NotSupportedException("on purpose"));
                })));
                ErrorRules.Catch(() => InAnotherFlow(run, () =>
                {
                    _ = run.Carrier.Attach(b);
                    ErrorRules.Throw(new NotSupportedException("on purpose"));
                }));
                
                // What the host does not keep apart, the execution context, is not what is asked for.
                run.Saw(run.Carrier.Current, run.Ambient(a), "after another flow threw");
                InAnotherFlow(run, () => run.Sees(null, "in another flow, after one that threw"));
            }
        },
    };

    /// <summary>On this thread where a host runs flows, so that they are inside each other.</summary>
    static void InAnotherFlow(RuleRun run, Action flow)
    {
        if (run.HostOf(run.Carrier) is { } host)
        {
            Hosted.Run(host, flow);
            return;
        }

        Fork.OnCleanThread(() =>
        {
            flow();
            return true;
        }).GetAwaiter().GetResult();
    }

    static async IAsyncEnumerable<int> FailingAsync(IContextCarrier carrier, Span span)
    {
        using var scope = carrier.Attach(span);
        yield return 0;
        await AnotherThread.Switch;
        throw new NotSupportedException("on purpose");
    }
}
