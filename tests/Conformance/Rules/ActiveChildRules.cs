namespace Stackbilt.Observability.Conformance;

/// <summary>Children that are active until they end, with no scope to close.</summary>
static class ActiveChildRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "LIFE-11", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                using (var child = a.StartActiveChild("child"))
                    run.Sees(run.ActiveChild(child, a), "until it ends");

                run.Sees(run.Ambient(a), "after its active child ended");
            }
        },
        {
            "LIFE-12", run =>
            {
                var root = run.Span("root");
                var outer = root;
                using var scope = run.Carrier.Attach(root);
                for (var depth = 0; depth < 5; depth++)
                {
                    var parent = run.Carrier.Current;
                    run.Saw(parent, run.ActiveChild(outer, root), $"at depth {depth}");
                    outer = (parent ?? outer).StartActiveChild($"depth {depth}");
                    run.Equal(outer.ParentSpanId, parent?.SpanId ?? outer.ParentSpanId, $"parent at depth {depth}");
                }

                run.Sees(run.ActiveChild(outer, root), "innermost");
            }
        },
        {
            "LIFE-13", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                var first = a.StartActiveChild("first");
                var second = a.StartActiveChild("second");
                first.End();
                run.Sees(run.ActiveChild(second, a), "after the active child around it ended");
                second.End();
                run.Sees(run.Ambient(a), "after both active children ended, the outer first");
            }
        },
        {
            "LIFE-14", async run =>
            {
                var a = run.Span("a");
                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(a);
                    var child = a.StartActiveChild("child");
                    run.Sees(run.ActiveChild(child, a), "until it ends");
                    Fork.OnCleanThread(() => LifetimeRules.End(child)).GetAwaiter().GetResult();
                    run.Sees(run.Ambient(a), "after its active child ended on another thread");
                });
            }
        },
        {
            "LIFE-15", run =>
            {
                var a = run.Span("a");
                var scope = run.Carrier.Attach(a);
                using var child = a.StartActiveChild("child");
                scope.Dispose();
                run.Sees(run.Awaited(child), "after the scope around it was closed");
                child.End();
                run.Sees(null, "after the end of an active child whose outer scope was closed first");
            }
        },
    };
}
