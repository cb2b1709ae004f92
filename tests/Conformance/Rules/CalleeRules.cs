namespace Stackbilt.Observability.Conformance;

/// <summary>What a callee attaches, seen from its caller.</summary>
static class CalleeRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ASYNC-07", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                LeakBeforeCompleting(run.Carrier, b).GetAwaiter().GetResult();
                run.SeesOrLeftUntilEnd(run.Ambient(a), b, "after an async method that attached b and completed at once");
            }
        },
        {
            "ASYNC-08", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    await AnotherThread.After(LeakAndSuspend(run.Carrier, b));
                    run.Sees(run.Awaited(a), "after an async method that attached b, suspended and closed nothing");
                });
            }
        },
        {
            "ASYNC-09", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var scope = run.Carrier.Attach(a);
                var running = run.Carrier.RunWithSpan(b, _ => gate.Task);
                run.Sees(run.Ambient(a), "in the caller, while work that is not async but returns a task is running");
                scope.Dispose();
                run.Sees(null, "in the caller, its scope closed, while the work is running");
                gate.SetResult();
                await running;
                run.Sees(null, "after the work");
            }
        },
        {
            "ASYNC-10", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                LeakFromVoid(run.Carrier, b);
                run.SeesOrLeftUntilEnd(run.Ambient(a), b, "after an async void method that attached b");
            }
        },
    };

#pragma warning disable CS1998 // An async method without an await is the case at hand: it completes synchronously.
    static async Task LeakBeforeCompleting(IContextCarrier carrier, Span span) => _ = carrier.Attach(span);

    static async void LeakFromVoid(IContextCarrier carrier, Span span) => _ = carrier.Attach(span);
#pragma warning restore CS1998

    static async Task LeakAndSuspend(IContextCarrier carrier, Span span)
    {
        _ = carrier.Attach(span);
        await AnotherThread.Switch;
    }
}
