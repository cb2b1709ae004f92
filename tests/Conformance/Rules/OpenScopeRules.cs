namespace Stackbilt.Observability.Conformance;

/// <summary>The library's instrument counts the scopes that an <see cref="AmbientCarrier"/> keeps, which may be one inside the carrier.</summary>
static class OpenScopeRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "SCOPE-27", run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), ended = run.Span("ended"), early = run.Span("early");
                early.End();
                using var open = new OpenScopes();
                var outer = run.Carrier.Attach(a);
                run.Sees(run.Ambient(a), "inside its scope");
                Are(1, "in a scope");
                var before = open.Count;
                var inner = run.Carrier.Attach(b);
                Are(2, "in two scopes");
                inner.Dispose();
                inner.Dispose();
                run.Equal(open.Count, before, "open scopes after the inner one was closed twice");
                foreach (var redundant in (Span?[])[a, early, a])
                    run.Carrier.Attach(redundant).Dispose();

                run.Equal(open.Count, before, "open scopes after some that were not needed");
                var mask = run.Carrier.Attach(null);
                Are(2, "in a mask");
                run.Carrier.Attach(null).Dispose();
                outer.Dispose();
                Are(1, "after a close out of order");
                mask.Dispose();
                None("after all were closed, one of them out of order");
                outer.Dispose();
                None("after one was closed again");

                run.Carrier.Attach(null).Dispose();
                run.Carrier.Attach(early).Dispose();
                None("after some that were not needed, nothing being attached");
                var gone = run.Carrier.Attach(ended);
                ended.End();
                using (run.Carrier.Attach(a))
                    gone.Dispose();

                gone.Dispose();
                None("after the scope of a span that had ended");
                Fork.OnThread(() => run.Carrier.Attach(a).Dispose()).GetAwaiter().GetResult();
                None("after a scope in a fork");
                var elsewhere = run.Carrier.Attach(b);
                Fork.OnThread(elsewhere.Dispose).GetAwaiter().GetResult();
                elsewhere.Dispose();
                None("after a scope was closed in a fork, and then where it was opened");
                run.Sees(null, "after all were closed");
                if (run.Carrier is AmbientCarrier)
                    AroundOthersIsOne(run, open, a, b);

                // Another carrier may keep its scopes itself, or have several for one.
                void Are(int expected, string where) =>
                    run.True(run.Carrier is not AmbientCarrier || open.Count == expected, $"{open.Count} open scopes {where}", $"{expected}");

                void None(string where) => run.Equal(open.Count, 0, $"open scopes {where}");
            }
        },
    };

    /// <summary>What a carrier hands out that is around others.</summary>
    static void AroundOthersIsOne(RuleRun run, OpenScopes open, Span a, Span b)
    {
        var closing = new ClosingAll();
        CarrierScope[] several = [run.Carrier.Attach(a), run.Carrier.Attach(b), run.Carrier.Attach(null)];
        var around = new CarrierScope(a, closing, several);
        run.Equal(open.Count, 1, "open scopes, one being around three");
        var outermost = new CarrierScope(a, closing, around);
        run.Equal(open.Count, 1, "open scopes, one being around one that is around three");
        outermost.Dispose();
        run.Equal(open.Count, 0, "open scopes after one that is around others");

        List<CarrierScope> itself = [run.Carrier.Attach(a)];
        itself.Insert(0, new CarrierScope(a, closing, itself));
        _ = new CarrierScope(a, closing, itself);
        run.Equal(open.Count, 1, "open scopes, one being around itself");
        itself[1].Dispose();
        run.Equal(open.Count, 0, "open scopes after one that is around itself");
        run.Sees(null, "after scopes around others");
    }

    sealed class ClosingAll : IScopeOwner
    {
        public DetachResult Detach(object attachment)
        {
            if (attachment is CarrierScope one)
                return one.Detach();

            foreach (var scope in Enumerable.Reverse((IReadOnlyList<CarrierScope>)attachment))
                scope.Dispose();

            return new DetachResult(DetachOutcome.InOrder);
        }
    }
}
