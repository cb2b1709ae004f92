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
                var a = run.Span("a");
                using (run.Carrier.Attach(a))
                {
                    var redundant = run.Carrier.Attach(a);
                    redundant.Dispose();
                    redundant.Dispose();
                    run.Sees(run.Ambient(a), "after a redundant scope was disposed twice");
                }

                run.Sees(null, "after its scope");
            }
        },
    };
}
