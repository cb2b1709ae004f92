namespace Stackbilt.Observability.Conformance;

/// <summary>What the scope and the work are handed.</summary>
static class HandingDownRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "EXPL-01", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                run.Saw(scope.Span, run.Handed(a), "as the span of its scope");
                using var again = run.Carrier.Attach(a);
                run.Saw(again.Span, run.Handed(a), "as the span of the scope of a redundant attachment");
            }
        },
        {
            "EXPL-02", run =>
            {
                using var scope = run.Carrier.Attach(null);
                run.Saw(scope.Span, null, "as the span of a mask's scope");
            }
        },
        {
            "EXPL-03", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var outer = run.Carrier.Attach(a);
                using (var inner = run.Carrier.Attach(b))
                    run.Saw(inner.Span, run.Handed(b), "as the span of the inner scope");

                run.Saw(outer.Span, run.Handed(a), "as the span of the outer scope, after the inner one");
            }
        },
        {
            "EXPL-04", run =>
            {
                var a = run.Span("a");
                run.Carrier.RunWithSpan(a, argument => run.Saw(argument, run.Handed(a), "as the argument of the work"));
            }
        },
        {
            "EXPL-05", async run =>
            {
                var a = run.Span("a");
                await run.Carrier.RunWithSpan(a, async argument =>
                {
                    await AnotherThread.Switch;
                    run.Saw(argument, run.Handed(a), "as the argument of asynchronous work, after an await");
                });
            }
        },
        {
            "EXPL-06", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                run.Carrier.RunWithSpan(a, outer =>
                {
                    run.Carrier.RunWithSpan(b, inner => run.Saw(inner, run.Handed(b), "as the argument of inner work"));
                    run.Saw(outer, run.Handed(a), "as the argument of outer work");
                });
            }
        },
        {
            "EXPL-07", run =>
            {
                var a = run.Span("a");
                a.End();
                using var scope = run.Carrier.Attach(a);
                run.Saw(scope.Span, run.Handed(a), "as the span of the scope of a span that has ended");
            }
        },
    };
}
