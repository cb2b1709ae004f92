namespace Stackbilt.Observability.Conformance;

/// <summary>Spans that are active until they end, across awaits, in forks, and where scopes around them are closed.</summary>
static class UntilEndFlowRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "LIFE-32", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    run.Carrier.AttachUntilEnd(b);
                    run.Sees(run.Ambient(b), "until it ends");
                    for (var hop = 0; hop < 3; hop++)
                    {
                        await AnotherThread.Switch;
                        run.Sees(run.Awaited(b), $"until it ends, after await {hop}");
                    }

                    b.End();
                    run.Sees(run.Awaited(a), "after it ended");
                    await AnotherThread.Switch;
                    run.Sees(run.Awaited(a), "after it ended and an await");
                });
                run.Sees(null, "after all");
            }
        },
        {
            "LIFE-33", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), own = run.Span("own");
                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(a);
                    run.Carrier.AttachUntilEnd(b);
                    var inside = Fork.OnThread(() =>
                    {
                        run.Sees(run.Forked(b), "in a fork, until it ends");
                        run.Carrier.AttachUntilEnd(own);
                        run.Sees(run.Ambient(own), "in a fork, its own");
                        return run.Carrier.Current;
                    });
                    run.Saw(inside.GetAwaiter().GetResult(), run.Ambient(own), "in a fork, its own");
                    run.Sees(run.Ambient(b), "after a fork made its own active until the end");
                    using var ended = new SemaphoreSlim(0);
                    var after = Fork.OnThread(() =>
                    {
                        ended.Wait();
                        return run.Carrier.Current;
                    });
                    b.End();
                    ended.Release();
                    run.Saw(after.GetAwaiter().GetResult(), run.Forked(a), "in a fork, after it ended");
                    own.End();
                    run.Sees(run.Ambient(a), "after both ended");
                });
            }
        },
        {
            "LIFE-34", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), c = run.Span("c");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    var outer = run.Carrier.Attach(a);
                    await AnotherThread.After(SuspendAsync(run.Carrier, b));
                    run.SeesOrLeft(run.Awaited(a), b, "in the caller, after an async callee made b active and suspended");
                    CompleteAsync(run.Carrier, c).GetAwaiter().GetResult();
                    run.SeesOrLeftUntilEnd(run.Awaited(a), c, "in the caller, after an async callee made c active and completed at once");
                    b.End();
                    outer.Dispose();
                    run.Sees(run.Awaited(a), "after all of them ended");
                });
            }
        },
        {
            "LIFE-35", run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), c = run.Span("c"), d = run.Span("d");
                var first = run.Carrier.Attach(a);
                run.Carrier.AttachUntilEnd(b);
                var second = run.Carrier.Attach(c);
                run.Carrier.AttachUntilEnd(d);
                first.Dispose();
                run.Sees(run.Ambient(d), "after the scope around both was closed");
                second.Dispose();
                run.Sees(run.Ambient(d), "after the scope between both was closed");
                d.End();
                run.Sees(run.Ambient(b), "after the inner one ended, both scopes closed");
                using (run.Carrier.Attach(null))
                    run.Sees(null, "inside a mask");

                run.Sees(run.Ambient(b), "after a mask");
                b.End();
                run.Sees(null, "after both ended");
            }
        },
    };

    static async Task SuspendAsync(IContextCarrier carrier, Span span)
    {
        carrier.AttachUntilEnd(span);
        await AnotherThread.Switch;
    }

#pragma warning disable CS1998 // An async method without an await is the case at hand: it completes synchronously.
    static async Task CompleteAsync(IContextCarrier carrier, Span span) => carrier.AttachUntilEnd(span);
#pragma warning restore CS1998
}
