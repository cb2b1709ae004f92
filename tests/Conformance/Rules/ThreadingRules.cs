using System.Threading.Channels;

namespace Stackbilt.Observability.Conformance;

/// <summary>Spans that are passed as arguments, whatever is ambient besides.</summary>
static class ThreadingRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "EXPL-08", run =>
            {
                var a = run.Span("a");
                var parents = new List<SpanId?>();
                Descend(run, a, parents, depth: 4);
                run.Equal(parents.Count(parent => parent is not null), run.Handed(a) is null ? 0 : 4, "children made from arguments");
            }
        },
        {
            "EXPL-09", async run =>
            {
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async argument =>
                {
                    await AnotherThread.Switch;
                    var child = argument?.StartChild("child");
                    var seen = await Fork.OnCleanThread(() => run.Carrier.RunWithSpan(child, passed => passed));
                    run.Saw(seen, run.Handed(child), "as the argument of work on a thread that inherits nothing");
                    run.Equal(seen?.ParentSpanId, run.Handed(a)?.SpanId, "its parent");
                });
            }
        },
        {
            "EXPL-10", run =>
            {
                var a = run.Span("a");
                var before = ExecutionContext.Capture();
                var scope = run.Carrier.Attach(a);
                var inside = ExecutionContext.Capture();
                run.Sees(run.Ambient(a), "inside its scope");
                scope.Dispose();
                run.True(
                    run.Claims(CarrierCapabilities.Ambient) || ReferenceEquals(before, inside),
                    "another execution context inside a scope",
                    "the same one: a carrier that is not ambient writes nothing ambient");
                run.Sees(null, "after the scope");
            }
        },
        {
            "EXPL-11", async run =>
            {
                var channel = Channel.CreateUnbounded<Span>();
                var requests = Enumerable.Range(0, 3).Select(at => run.Span($"request {at}")).ToArray();
                var mailbox = Fork.OnPool(async () =>
                {
                    await foreach (var sent in channel.Reader.ReadAllAsync())
                    {
                        await run.Carrier.RunWithSpan(sent, async argument =>
                        {
                            run.Saw(argument, run.Handed(sent), "as the argument of a message's handling");
                            await AnotherThread.Switch;
                            run.Sees(run.Awaited(sent), "in a message's handling, after an await");
                        });
                        run.Sees(null, "between two messages");
                    }
                });
                foreach (var request in requests)
                    run.Carrier.RunWithSpan(request, _ => channel.Writer.TryWrite(request));

                channel.Writer.Complete();
                await mailbox;
            }
        },
        {
            "EXPL-12", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                run.Carrier.RunWithSpan(b, argument =>
                {
                    run.Saw(argument, run.Handed(b), "as the argument");
                    run.Saw(run.Carrier.Current, run.Ambient(b), "as what is current beside the argument");
                });
                run.Sees(run.Ambient(a), "after the work");
            }
        },
        {
            "EXPL-13", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                using var child = (scope.Span ?? a).StartActiveChild("child");
                run.Sees(run.ActiveChild(child, a), "as an active child of what the scope handed down");
                run.Equal(child.ParentSpanId, a.SpanId, "its parent");
                child.End();
                run.Sees(run.Ambient(a), "after the active child");
            }
        },
        {
            "EXPL-14", run =>
            {
                var a = run.Span("a");
                var seen = run.Carrier.RunWithSpan(a, 7, static (argument, state) => (argument, state));
                run.Saw(seen.argument, run.Handed(a), "as the argument of work that has a state");
                run.Equal(seen.state, 7, "the state");
            }
        },
        {
            "EXPL-15", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var seen = await Task.WhenAll(((Span[])[a, b]).Select(span =>
                    run.Carrier.RunWithSpan(span, async argument =>
                    {
                        await AnotherThread.Switch;
                        return argument;
                    })));
                run.Saw(seen[0], run.Handed(a), "as the argument of the first of two that interleave");
                run.Saw(seen[1], run.Handed(b), "as the argument of the second of two that interleave");
            }
        },
    };

    static void Descend(RuleRun run, Span span, List<SpanId?> parents, int depth)
    {
        if (depth == 0)
            return;

        run.Carrier.RunWithSpan(span, argument =>
        {
            parents.Add(argument?.StartChild($"depth {depth}").ParentSpanId);
            run.Saw(argument, run.Handed(span), $"as the argument at depth {depth}");
            Descend(run, span.StartChild($"depth {depth}"), parents, depth - 1);
        });
    }
}
