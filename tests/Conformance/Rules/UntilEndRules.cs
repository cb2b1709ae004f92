using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>Spans that are made active until they end, by the carrier itself and not through a child.</summary>
static class UntilEndRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "LIFE-27", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var scope = run.Carrier.Attach(a);
                run.Carrier.AttachUntilEnd(b);
                run.Sees(run.Ambient(b), "until it ends");
                scope.Dispose();
                run.Sees(run.Ambient(b), "until it ends, after the scope around it");
                using (run.Carrier.Attach(a))
                    run.Sees(run.Ambient(a), "inside a span that is active until it ends");

                run.Sees(run.Ambient(b), "until it ends, after a scope inside");
                b.End();
                run.Sees(null, "after it ended");

                Span c = run.Span("c"), left = run.Span("left"), alsoLeft = run.Span("also left");
                using var around = run.Carrier.Attach(a);
                _ = run.Carrier.Attach(left);
                run.Carrier.AttachUntilEnd(alsoLeft);
                left.End();
                alsoLeft.End();
                run.Carrier.AttachUntilEnd(c);
                run.Sees(run.Ambient(c), "until it ends, where two have ended");
                c.End();
                run.Sees(run.Ambient(a), "after it ended, where two have ended before it");
            }
        },
        {
            "LIFE-28", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var outer = run.Carrier.Attach(a);
                var mask = run.Carrier.Attach(null);
                run.Carrier.AttachUntilEnd(b);
                run.Sees(run.Ambient(b), "inside a mask, until it ends");
                using (run.Carrier.Attach(null))
                    run.Sees(null, "inside a mask inside a span that is active until it ends");

                b.End();
                run.Sees(null, "inside a mask, after it ended");
                mask.Dispose();
                run.Sees(run.Ambient(a), "after the mask");
            }
        },
        {
            "LIFE-29", run =>
            {
                Span a = run.Span("a"), ended = run.Span("ended");
                ended.End();
                using var scope = run.Carrier.Attach(a);
                run.Carrier.AttachUntilEnd(ended);
                run.Sees(run.Ambient(a), "after a span that had ended was made active until its end");
            }
        },
        {
            "LIFE-30", run =>
            {
                foreach (var order in Permutations.Of(3))
                {
                    var spans = Array.ConvertAll(order, at => run.Span($"{at}"));
                    var around = run.Span("around");
                    using var scope = run.Carrier.Attach(around);
                    foreach (var span in spans)
                        run.Carrier.AttachUntilEnd(span);

                    foreach (var at in order)
                    {
                        spans[at].End();
                        var open = Array.FindLast(spans, static span => !span.HasEnded) ?? around;
                        run.Sees(run.Ambient(open), $"ending {string.Join(", ", order)}, after {at}");
                    }
                }
            }
        },
        {
            "LIFE-31", run =>
            {
                using var scope = run.Carrier.Attach(run.Span("request"));
                var (left, last) = ChainThatOverlaps(run);
                run.Sees(run.Ambient(last), "at the end of a chain");
                var kept = Garbage.CountKept(left);
                run.True(kept <= 3, $"{kept} of {left.Length} spans of a chain still kept by the flow", "three at the most");
                last.End();
            }
        },
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    static (WeakReference[] Left, Span Last) ChainThatOverlaps(RuleRun run)
    {
        var left = new WeakReference[100];
        var last = run.Span("first");
        run.Carrier.AttachUntilEnd(last);
        for (var at = 0; at < left.Length; at++)
        {
            var next = run.Span("next");
            run.Carrier.AttachUntilEnd(next);
            last.End();
            left[at] = new WeakReference(last.Reference);
            last = next;
        }

        return (left, last);
    }
}
