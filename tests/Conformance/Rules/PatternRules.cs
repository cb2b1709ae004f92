using System.Threading.Channels;

namespace Stackbilt.Observability.Conformance;

/// <summary>The patterns of OpenTracing's testbed: what programs do with a tracing library, in small.</summary>
static class PatternRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            // Active span replacement: work that outlives its request gets a root of its own, and the old one is back after it.
            "INTEROP-08", async run =>
            {
                Span request = run.Span("request"), task = run.Span("task");
                await run.Carrier.RunWithSpan(request, async _ =>
                {
                    await AnotherThread.Switch;
                    await run.Carrier.RunWithSpan(task, async _ =>
                    {
                        await AnotherThread.Switch;
                        using var step = run.Carrier.Current?.StartChild("step");
                        run.Equal(step?.TraceId, run.Awaited(task)?.TraceId, "trace of a step of the replacing span");
                    });
                    run.Sees(run.Awaited(request), "after the span that replaced it");
                });
            }
        },
        {
            "INTEROP-09", async run =>
            {
                var client = run.Span("client");
                var wire = Channel.CreateUnbounded<string>();
                var serving = ForkRules.Inside(run, client, () => Fork.OnPool(async () =>
                {
                    var parent = TraceContextPropagator.Extract(await wire.Reader.ReadAsync(), null);
                    var server = run.Tracer.StartSpan("server", parent, SpanKind.Server);
                    return run.Carrier.RunWithSpan(server, _ => (run.Carrier.Current, server));
                }));
                run.Carrier.RunWithSpan(client, _ => wire.Writer.TryWrite(TraceContextPropagator.TraceParent(client.Context)!));
                var (seen, served) = await serving;
                run.Saw(seen, run.Ambient(served), "in the server");
                run.Equal(served.ParentSpanId, client.SpanId, "parent of the server's span");
            }
        },
        {
            // Late span finish: the parent ends before the tasks that it started.
            "INTEROP-10", async run =>
            {
                var parent = run.Span("parent");
                var gate = AttemptRules.NewGate();
                using var looked = new SemaphoreSlim(0);
                var tasks = ForkRules.Inside(run, parent, () => Enumerable.Range(0, 3).Select(at => Fork.OnPool(async () =>
                {
                    var around = run.Carrier.Current;
                    looked.Release();
                    run.Saw(around, run.Forked(parent), "in a task whose parent is open");
                    var child = (around ?? parent).StartChild($"task {at}");
                    await run.Carrier.RunWithSpan(child, async _ =>
                    {
                        await gate.Task;
                        await AnotherThread.Switch;
                        run.Sees(run.Awaited(child), "in a task whose parent has ended");
                    });
                    run.Sees(null, "after a task whose parent has ended");
                    return child.ParentSpanId;
                })).ToArray());
                for (var at = 0; at < tasks.Length; at++)
                    await looked.WaitAsync();

                parent.End();
                gate.SetResult();
                run.True((await Task.WhenAll(tasks)).All(id => id == parent.SpanId), "another parent", "the parent that ended early");
            }
        },
        {
            // One listener for all requests: its callbacks come on a thread of their own and know the request by argument.
            "INTEROP-11", async run =>
            {
                using var loop = new OneThreadLoop();
                var requests = Enumerable.Range(0, 3).Select(at => run.Span($"request {at}")).ToArray();
                var answers = requests.Select(request =>
                {
                    var (callback, seen) = Fork.Once(() =>
                    {
                        run.Sees(null, "in a shared listener");
                        return run.Carrier.RunWithSpan(request, _ => run.Carrier.Current);
                    });
                    using var scope = run.Carrier.Attach(request);
                    loop.Post(_ => callback(), null);
                    return seen;
                }).ToArray();
                for (var at = 0; at < requests.Length; at++)
                    run.Saw(await answers[at], run.Ambient(requests[at]), "in a shared listener that attached its request");
            }
        },
        {
            "INTEROP-12", async run =>
            {
                var a = run.Span("a");
                var seen = await ForkRules.SeenAfterScope(run, a, callback => Task.Run(() => Task.Run(() => Task.Run(callback))));
                run.Saw(seen, run.Forked(a), "in a callback of a callback of a callback");
            }
        },
        {
            "INTEROP-13", async run =>
            {
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async argument =>
                {
                    var parents = await Task.WhenAll(Enumerable.Range(0, 8).Select(async at =>
                    {
                        await AnotherThread.Switch;
                        using var subtask = run.Carrier.Current?.StartChild($"subtask {at}");
                        return subtask?.ParentSpanId;
                    }));
                    foreach (var parent in parents)
                        run.Equal(parent, run.Awaited(a)?.SpanId, "parent of a subtask");
                });
            }
        },
    };
}
