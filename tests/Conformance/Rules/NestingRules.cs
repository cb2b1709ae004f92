namespace Stackbilt.Observability.Conformance;

/// <summary>One flow, closed in order.</summary>
static class NestingRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        { "NEST-01", run => run.Sees(null, "before anything was attached") },
        {
            "NEST-02", run =>
            {
                var a = run.Span("a");
                using (run.Carrier.Attach(a))
                    run.Sees(run.Ambient(a), "inside its scope");

                run.Sees(null, "after its scope");
            }
        },
        {
            "NEST-03", run => Nest(run, [run.Span("a"), run.Span("b"), run.Span("c")])
        },
        {
            "NEST-04", run => Nest(run, [.. Enumerable.Range(0, 100).Select(depth => run.Span($"depth {depth}"))])
        },
        {
            "NEST-05", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using (run.Carrier.Attach(a))
                {
                    using (run.Carrier.Attach(b))
                    using (run.Carrier.Attach(a))
                        run.Sees(run.Ambient(a), "where it is attached again, inside b");

                    run.Sees(run.Ambient(a), "where the second attachment is closed");
                }

                run.Sees(null, "where both attachments are closed");
            }
        },
        {
            "NEST-06", run =>
            {
                var a = run.Span("a");
                using (run.Carrier.Attach(a))
                {
                    using (run.Carrier.Attach(a))
                        run.Sees(run.Ambient(a), "inside a redundant attachment");

                    run.Sees(run.Ambient(a), "after a redundant attachment");
                }

                run.Sees(null, "after the first attachment");
            }
        },
        {
            "NEST-07", run =>
            {
                for (var round = 0; round < 5; round++)
                {
                    var span = run.Span($"round {round}");
                    using (run.Carrier.Attach(span))
                        run.Sees(run.Ambient(span), $"in round {round}");

                    run.Sees(null, $"after round {round}");
                }
            }
        },
        {
            "NEST-08", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                for (var round = 0; round < 3; round++)
                {
                    run.Equal(run.Carrier.Current?.StartChild("sibling").ParentSpanId, run.Ambient(a)?.SpanId, "parent of a sibling");
                    var child = a.StartChild("child");
                    using (run.Carrier.Attach(child))
                        run.Sees(run.Ambient(child), $"inside child {round}");

                    run.Sees(run.Ambient(a), $"after child {round}");
                }
            }
        },
        {
            "NEST-09", run =>
            {
                Span a = run.Span("same"), b = run.Span("same");
                using var outer = run.Carrier.Attach(a);
                using (run.Carrier.Attach(b))
                    run.Sees(run.Ambient(b), "inside b, whose name is the same");

                run.Sees(run.Ambient(a), "after b, whose name is the same");
            }
        },
        {
            "NEST-10", run =>
            {
                var context = new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom());
                Span a = new BareSpan("a", context), b = new BareSpan("b", context);
                using var outer = run.Carrier.Attach(a);
                using (run.Carrier.Attach(b))
                    run.Sees(run.Ambient(b), "inside b, whose ids are the same");

                run.Sees(run.Ambient(a), "after b, whose ids are the same");
            }
        },
        {
            "NEST-11", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                for (var read = 0; read < 1000; read++)
                    run.Sees(run.Ambient(a), $"at read {read}");
            }
        },
        {
            "NEST-12", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                _ = run.Carrier.Current;
                var before = GC.GetAllocatedBytesForCurrentThread();
                Span? seen = null;
                for (var read = 0; read < 100; read++)
                    seen = run.Carrier.Current;

                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                run.Saw(seen, run.Ambient(a), "inside its scope");
                run.Equal(allocated, 0, "bytes allocated by 100 reads");
            }
        },
    };

    static void Nest(RuleRun run, Span[] spans)
    {
        var scopes = new CarrierScope[spans.Length];
        for (var depth = 0; depth < spans.Length; depth++)
        {
            scopes[depth] = run.Carrier.Attach(spans[depth]);
            run.Sees(run.Ambient(spans[depth]), $"at depth {depth}");
        }

        for (var depth = spans.Length - 1; depth >= 0; depth--)
        {
            scopes[depth].Dispose();
            run.Sees(depth == 0 ? null : run.Ambient(spans[depth - 1]), $"where depth {depth} is closed");
        }
    }
}
