namespace Stackbilt.Observability.Conformance;

/// <summary>What holds for every carrier, whatever it claims, and what a carrier must not claim.</summary>
static class DegradationRules
{
    // There is one door in a process, and a carrier that another run has bound may be a broken one.
    static readonly object Door = new();

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "DEGR-01", run =>
            {
                var calls = 0;
                var result = run.Carrier.RunWithSpan(run.Span("a"), _ => ++calls);
                run.Equal((calls, result), (1, 1), "calls of the work, and its result");
                run.Sees(null, "after the work");
            }
        },
        {
            "DEGR-02", async run =>
            {
                var calls = 0;
                var gate = AttemptRules.NewGate();
                var running = run.Carrier.RunWithSpan(run.Span("a"), async _ =>
                {
                    await gate.Task;
                    await AnotherThread.Switch;
                    return ++calls;
                });
                gate.SetResult();
                var result = await running;
                run.Equal((calls, result), (1, 1), "calls of the work, and its result");
                run.Sees(null, "after the work");
            }
        },
        {
            "DEGR-08", run =>
            {
                var a = run.Span("a");
                using var around = run.Carrier.Attach(run.Span("around"));
                run.Carrier.RunWithSpan(a, _ => run.Carrier.Current?.StartChild("child").End());
                var children = run.Recorder.Spans.Where(span => span.Name == "child").Select(span => span.ParentSpanId).ToArray();
                run.True(
                    run.Claims(CarrierCapabilities.Ambient) ? children.SequenceEqual([a.SpanId]) : children.Length == 0,
                    $"{children.Length} children of what is current",
                    run.Claims(CarrierCapabilities.Ambient) ? "one, under the span of the work" : "none: children vanish");
            }
        },
        {
            "DEGR-09", run =>
            {
                var a = run.Span("a");
                using var request = new HttpRequestMessage();
                using var around = run.Carrier.Attach(run.Span("around"));
                using (run.Carrier.Attach(a))
                    TraceContextPropagator.Inject(run.Carrier.Current, request);

                run.Equal(
                    request.Headers.TryGetValues(TraceContextPropagator.TraceParentHeader, out var values) ? values.Single() : null,
                    TraceContextPropagator.TraceParent(run.Ambient(a)?.Context ?? default),
                    "the header of a request made inside the scope");
            }
        },
        {
            "DEGR-10", run =>
            {
                lock (Door)
                    Knock(run, run.Span("a"));
            }
        },
        {
            "DEGR-11", run =>
            {
                var a = run.Span("a");
                using (run.Carrier.Attach(a))
                    run.Sees(run.Ambient(a), "inside its scope");

                var allocated = Enumerable.Range(0, 5).Min(_ => Measure(run, a));
                var limit = run.Claims(CarrierCapabilities.Ambient) ? CostRules.Limit : 0;
                run.True(
                    allocated <= limit, $"{allocated} bytes allocated to attach and close", $"{limit} at the most");
            }
        },
        {
            "DEGR-12", run =>
            {
                var before = SynchronizationContext.Current;
                using (run.Carrier.Attach(run.Span("a")))
                    run.Equal(SynchronizationContext.Current, before, "the synchronization context inside a scope");

                run.Equal(SynchronizationContext.Current, before, "the synchronization context after a scope");
            }
        },
    };

    static void Knock(RuleRun run, Span a)
    {
        var before = ActiveSpan.Current;
        using (ActiveSpan.Bind(run.Carrier))
        using (run.Carrier.Attach(run.Span("around")))
        using (run.Carrier.Attach(a))
        {
            run.Saw(ActiveSpan.Current, run.Ambient(a) ?? before, "through the static door");
            run.Sees(run.Ambient(a), "beside the static door");
        }

        run.Saw(ActiveSpan.Current, before, "through the static door, after the scope and the binding");
    }

    static long Measure(RuleRun run, Span span)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        run.Carrier.Attach(span).Dispose();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
