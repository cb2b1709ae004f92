namespace Stackbilt.Observability.Conformance;

/// <summary>Spans that end while they are attached, in one flow.</summary>
static class LifetimeRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "LIFE-01", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                run.Sees(run.Ambient(a), "while it is open");
                a.End();
                run.Sees(null, "after it ended");
            }
        },
        {
            "LIFE-02", run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), c = run.Span("c");
                using var first = run.Carrier.Attach(a);
                using var second = run.Carrier.Attach(b);
                using var third = run.Carrier.Attach(c);
                b.End();
                run.Sees(run.Ambient(c), "after the span around it ended");
                c.End();
                run.Sees(run.Ambient(a), "after the two spans inside it ended");
            }
        },
        {
            "LIFE-03", run =>
            {
                var parent = run.Span("parent");
                var child = parent.StartChild("child");
                using var outer = run.Carrier.Attach(parent);
                var inner = run.Carrier.Attach(child);
                parent.End();
                run.Sees(run.Ambient(child), "after its parent ended");
                inner.Dispose();
                run.Sees(null, "after the child's scope, the parent having ended");
            }
        },
        {
            "LIFE-04", run =>
            {
                var parent = run.Span("parent");
                var child = parent.StartChild("child");
                using var outer = run.Carrier.Attach(parent);
                var inner = run.Carrier.Attach(child);
                child.End();
                run.Sees(run.Ambient(parent), "after its child ended");
                inner.Dispose();
                run.Sees(run.Ambient(parent), "after the scope of its ended child");
            }
        },
        {
            "LIFE-05", run =>
            {
                Span a = run.Span("a"), ended = run.Span("ended");
                ended.End();
                using var outer = run.Carrier.Attach(a);
                using (run.Carrier.Attach(ended))
                    run.Sees(run.Ambient(a), "inside the scope of a span that had ended before");

                run.Sees(run.Ambient(a), "after the scope of a span that had ended before");
            }
        },
        {
            "LIFE-06", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var outer = run.Carrier.Attach(a);
                using var mask = run.Carrier.Attach(null);
                using var inner = run.Carrier.Attach(b);
                run.Sees(run.Ambient(b), "inside a mask, while it is open");
                b.End();
                run.Sees(null, "inside a mask, after the span inside the mask ended");
            }
        },
        {
            "LIFE-07", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var outermost = run.Carrier.Attach(a);
                using var outer = run.Carrier.Attach(b);
                using (run.Carrier.Attach(null))
                    b.End();

                run.Sees(run.Ambient(a), "after a mask inside which the span around the mask ended");
            }
        },
        {
            "LIFE-08", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await Fork.OnThread(() =>
                {
                    using var outer = run.Carrier.Attach(a);
                    using var inner = run.Carrier.Attach(b);
                    Fork.OnCleanThread(() => b.HasEnded || End(b)).GetAwaiter().GetResult();
                    run.Sees(run.Ambient(a), "after another thread ended the span inside it");
                });
            }
        },
        {
            "LIFE-09", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var outer = run.Carrier.Attach(a);
                var inner = run.Carrier.Attach(b);
                b.End();
                inner.Dispose();
                inner.Dispose();
                run.Sees(run.Ambient(a), "after the scope of an ended span was disposed twice");
            }
        },
        {
            "LIFE-10", run =>
            {
                var a = run.Span("a");
                a.End();
                run.Carrier.RunWithSpan(run.Span("b"), _ =>
                {
                    var outer = run.Carrier.Current;
                    run.Carrier.RunWithSpan(a, argument =>
                    {
                        run.Saw(argument, run.Handed(a), "as the argument of late work");
                        run.Sees(outer, "inside late work of a span that has ended");
                    });
                });
                run.Equal(a.StartChild("late").ParentSpanId, a.SpanId, "parent of a late child");
            }
        },
    };

    public static bool End(Span span)
    {
        span.End();
        return true;
    }
}
