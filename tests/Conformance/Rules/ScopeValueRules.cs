namespace Stackbilt.Observability.Conformance;

/// <summary>A scope as a value.</summary>
static class ScopeValueRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "SCOPE-22", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var outer = run.Carrier.Attach(a);
                var copy = outer;
                Same(run, outer, copy, isSame: true, "a scope and its copy");
                var inner = run.Carrier.Attach(b);
                Same(run, outer, inner, isSame: run.Handed(a) is null && run.Ambient(a) is null, "scopes of two spans");
                var again = run.Carrier.Attach(a);
                if (run.Claims(CarrierCapabilities.Ambient))
                {
                    Same(run, outer, again, isSame: false, "two attachments of one span");
                    run.BesideAnother(other => Same(run, outer, other.Attach(a), isSame: false, "scopes of one span in two carriers"));
                }

                if (outer is { Owner: { } owner, Attachment: { } attachment })
                    Same(run, outer, new CarrierScope(b, owner, attachment), isSame: false, "scopes of one attachment that hand down two spans");

                Same(run, default, default, isSame: true, "two of default(CarrierScope)");
                run.True(!outer.Equals(null) && !outer.Equals("a"), "a scope that equals what is none", "a scope that does not");
                again.Dispose();
                inner.Dispose();
                run.Sees(run.Ambient(a), "after the scopes inside it");
                copy.Dispose();
                run.Sees(null, "after a copy of its scope was closed");
            }
        },
    };

    static void Same(RuleRun run, CarrierScope left, CarrierScope right, bool isSame, string what)
    {
        run.Equal((left == right, left != right, left.Equals((object)right)), (isSame, !isSame, isSame), $"{what}: ==, != and Equals");
        if (isSame)
            run.Equal(left.GetHashCode(), right.GetHashCode(), $"{what}: the hash");
    }
}
