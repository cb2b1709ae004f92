namespace Stackbilt.Observability.Conformance;

/// <summary>Scopes closed in another order than the reverse of their opening.</summary>
static class ScopeOrderRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "SCOPE-13", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var outer = run.Carrier.Attach(a);
                var inner = run.Carrier.Attach(b);
                outer.Dispose();
                run.Sees(run.Ambient(b), "whose outer scope was closed first");
                inner.Dispose();
                run.Sees(null, "after both, the outer first");
            }
        },
        {
            "SCOPE-14", run =>
            {
                using var scope = run.Carrier.Attach(run.Span("a"));
                var inner = run.Carrier.Attach(run.Span("b"));
                run.Equal(inner.Detach(), new DetachResult(run.Outcome(DetachOutcome.InOrder)), "result of a detach in order");
            }
        },
        {
            "SCOPE-15", run =>
            {
                // More than one byte counts, and more than a copy of a fixed size has room for.
                foreach (var depth in new[] { 1, 2, 3, 300 })
                {
                    var spans = Enumerable.Range(0, depth + 1).Select(at => run.Span($"{at}")).ToArray();
                    var scopes = Array.ConvertAll(spans, run.Carrier.Attach);
                    var expected = run.Claims(CarrierCapabilities.Ambient) ? depth : 0;
                    run.Equal(
                        scopes[0].Detach(),
                        new DetachResult(run.Outcome(DetachOutcome.OutOfOrder), expected),
                        $"result of a detach with {depth} inside");
                    for (var at = depth; at > 0; at--)
                    {
                        run.Sees(run.Ambient(spans[at]), $"at depth {at} of {depth}, the outermost scope having been closed first");
                        scopes[at].Dispose();
                    }

                    run.Sees(null, $"after all, the outermost of {depth + 1} having been closed first");
                }
            }
        },
        {
            "SCOPE-16", run =>
            {
                foreach (var order in Permutations.Of(4))
                    CloseInOrder(run, [run.Span("a"), run.Span("b"), run.Span("c"), run.Span("d")], order);
            }
        },
        {
            "SCOPE-17", run =>
            {
                foreach (var order in Permutations.Of(5))
                    CloseInOrder(run, [run.Span("a"), null, run.Span("b"), null, run.Span("c")], order);
            }
        },
        {
            "SCOPE-18", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var outer = run.Carrier.Attach(a);
                var mask = run.Carrier.Attach(null);
                var inner = run.Carrier.Attach(b);
                mask.Dispose();
                run.Sees(run.Ambient(b), "after the mask around it was closed");
                inner.Dispose();
                run.Sees(run.Ambient(a), "after a mask and what was inside it, the mask first");
            }
        },
        {
            "SCOPE-19", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var outer = run.Carrier.Attach(a);
                var closed = run.Carrier.Attach(b);
                var mask = run.Carrier.Attach(null);
                closed.Dispose();
                run.Sees(null, "inside a mask, after the scope around it was closed");
                mask.Dispose();
                run.Sees(run.Ambient(a), "after both");
            }
        },
        {
            "SCOPE-20", run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), c = run.Span("c");
                var first = run.Carrier.Attach(a);
                var second = run.Carrier.Attach(b);
                first.Dispose();
                using (run.Carrier.Attach(c))
                {
                    second.Dispose();
                    run.Sees(run.Ambient(c), "attached between two closes out of order");
                }

                run.Sees(null, "after all of them");
            }
        },
    };

    static void CloseInOrder(RuleRun run, Span?[] spans, int[] order)
    {
        var before = run.Span("before");
        using var outer = run.Carrier.Attach(before);
        var scopes = spans.Select(run.Carrier.Attach).ToArray();
        var open = Enumerable.Range(0, spans.Length).ToList();
        foreach (var closing in order)
        {
            scopes[closing].Dispose();
            open.Remove(closing);
            var expected = open.Count == 0 ? before : spans[open[^1]];
            run.Sees(run.Ambient(expected), $"closing {string.Join(", ", order)}, after {closing}");
        }
    }
}
