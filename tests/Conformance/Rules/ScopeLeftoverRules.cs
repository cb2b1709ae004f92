namespace Stackbilt.Observability.Conformance;

/// <summary>Scopes of another carrier, scopes that nobody closes, scopes that were not needed.</summary>
static class ScopeLeftoverRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "SCOPE-10", run => run.BesideAnother(other =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var mine = run.Carrier.Attach(a);
                var theirs = other.Attach(b);
                theirs.Dispose();
                theirs.Dispose();
                run.Sees(run.Ambient(a), "after a scope of another carrier was disposed twice");
                run.Saw(other.Current, null, "in the other carrier, after its scope");
            })
        },
        {
            "SCOPE-11", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using (run.Carrier.Attach(a))
                    _ = run.Carrier.Attach(b);

                run.Sees(run.Ambient(b), "which nobody has closed, after the scope around it");
                b.End();
                run.Sees(null, "after the end of the span that nobody has closed");
            }
        },
        {
            "SCOPE-12", run =>
            {
                Span a = run.Span("a"), around = run.Span("around");
                CloseRedundantTwice(run, a, null, "outside of everything");
                using (run.Carrier.Attach(around))
                {
                    CloseRedundantTwice(run, a, around, "inside another scope");
                    using (run.Carrier.Attach(null))
                        CloseRedundantTwice(run, a, null, "inside a mask");
                }
            }
        },
    };

    static void CloseRedundantTwice(RuleRun run, Span span, Span? around, string where)
    {
        using (run.Carrier.Attach(span))
        {
            var redundant = run.Carrier.Attach(span);
            redundant.Dispose();
            run.Sees(run.Ambient(span), $"after a redundant scope {where}");
            redundant.Dispose();
            run.Sees(run.Ambient(span), $"after a redundant scope was closed twice {where}");
        }

        run.Sees(run.Ambient(around), $"after its scope {where}");
    }
}
