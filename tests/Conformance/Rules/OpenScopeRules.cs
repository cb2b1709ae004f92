namespace Stackbilt.Observability.Conformance;

/// <summary>Scopes are counted by the library's instrument where an <see cref="AmbientCarrier"/> keeps them.</summary>
static class OpenScopeRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "SCOPE-27", run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), ended = run.Span("ended");
                using var open = new OpenScopes();
                var outer = run.Carrier.Attach(a);
                run.Sees(run.Ambient(a), "inside its scope");
                // None where the carrier keeps its scopes itself, several where it asks several others.
                var each = open.Count;
                run.True(each >= 0, $"{each} open scopes after the first was opened", "none, or some");
                var inner = run.Carrier.Attach(b);
                Are(2, "in two scopes");
                inner.Dispose();
                inner.Dispose();
                Are(1, "after the inner one was closed twice");
                var mask = run.Carrier.Attach(null);
                Are(2, "in a mask");
                outer.Dispose();
                Are(1, "after a close out of order");
                mask.Dispose();
                outer.Dispose();
                Are(0, "after all were closed, one of them twice");

                var gone = run.Carrier.Attach(ended);
                ended.End();
                using (run.Carrier.Attach(a))
                    gone.Dispose();

                gone.Dispose();
                Are(0, "after the scope of a span that had ended");
                Fork.OnThread(() => run.Carrier.Attach(a).Dispose()).GetAwaiter().GetResult();
                Are(0, "after a scope in a fork");
                var elsewhere = run.Carrier.Attach(b);
                Fork.OnThread(elsewhere.Dispose).GetAwaiter().GetResult();
                elsewhere.Dispose();
                Are(0, "after a scope was closed in a fork, and then where it was opened");
                run.Sees(null, "after all were closed");
                if (each == 1)
                    AroundOthersIsOne(run, open, a, b);

                void Are(int expected, string where) => run.Equal(open.Count, expected * each, $"open scopes {where}");
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
