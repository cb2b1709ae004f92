using System.Diagnostics;

namespace Stackbilt.Observability.Conformance;

/// <summary>What a carrier may claim, and what it must not be choosy about.</summary>
static class ClaimRules
{
    const CarrierCapabilities Known = CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient
        | CarrierCapabilities.FlowsAcrossAwait | CarrierCapabilities.FlowsIntoForks | CarrierCapabilities.AdoptsActivities;

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "DEGR-03", run =>
            {
                for (var ask = 0; ask < 10; ask++)
                {
                    run.Equal(run.Carrier.Capabilities, run.Claimed, "what it claims, asked again");
                    run.Equal(run.NewCarrier().Capabilities, run.Claimed, "what another instance claims");
                    using var scope = run.Carrier.Attach(run.Span("a"));
                    run.Equal(run.Carrier.Capabilities, run.Claimed, "what it claims inside a scope");
                }
            }
        },
        { "DEGR-04", run => run.Equal(run.Claimed & ~Known, CarrierCapabilities.None, "claims that the specification does not know") },
        {
            "DEGR-05", run => run.True(
                run.Claims(CarrierCapabilities.Ambient) || (run.Claimed & Known & ~CarrierCapabilities.PassesToWork) == 0,
                $"claims {run.Claimed}",
                "no claim to flow without the claim to be ambient")
        },
        {
            "DEGR-06", run =>
            {
                var bare = new BareSpan("bare", new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom()));
                using var scope = run.Carrier.Attach(bare);
                run.Sees(run.Ambient(bare), "inside the scope of a span of another make");
                run.Saw(scope.Span, run.Handed(bare), "as the span of its scope");
            }
        },
        {
            "DEGR-07", run =>
            {
                var parent = new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom(), IsSampled: false);
                var unsampled = run.Tracer.StartSpan("unsampled", parent);
                using (run.Carrier.Attach(unsampled))
                    run.Sees(run.Ambient(unsampled), "inside the scope of a span that is not sampled");

                run.Sees(null, "after the scope of a span that is not sampled");
            }
        },
        {
            "DEGR-16", async run =>
            {
                var asks = 1;
                while (asks < 100_000 && run.Carrier.Capabilities == run.Claimed)
                    asks++;

                Still(run, $"asked {asks} times");

                await Fork.OnThread(() => Still(run, "on a new thread"));
                await Fork.OnCleanThread(() => Still(run, "on a thread that inherits nothing"));
                await Fork.OnPool(() =>
                {
                    Still(run, "on a thread of the pool");
                    return Task.CompletedTask;
                });
                using var loop = new OneThreadLoop();
                await loop.RunAsync(() =>
                {
                    Still(run, "on a loop");
                    return Task.CompletedTask;
                });
                using var scheduler = new OneThreadScheduler();
                await scheduler.Start(() => Still(run, "on a scheduler of its own"));
                await run.Carrier.RunWithSpan(run.Span("a"), async _ =>
                {
                    await AnotherThread.Switch;
                    Still(run, "after an await");
                });
                using (new Activity("somebody else's").Start())
                using (ExecutionContext.SuppressFlow())
                    Still(run, "inside an activity, the flow suppressed");

                using (run.Carrier.Attach(null))
                    Still(run, "inside a mask");

                using (run.Carrier.Attach(run.Span("b")))
                using (run.Carrier.Attach(run.Span("c")))
                using (run.Carrier.Attach(run.Span("d")))
                {
                    Still(run, "inside three scopes");
                    await Fork.OnThread(() => Still(run, "in a fork inside three scopes"));
                    await Fork.OnPool(() => Task.FromResult(Still(run, "in a task inside three scopes")));
                }

                Garbage.Collect();
                Still(run, "after a collection");
            }
        },
        {
            "DEGR-21", run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), c = run.Span("c");
                SeenInChosen(run, a, "outside of everything");
                using (run.Carrier.Attach(a))
                {
                    SeenInChosen(run, b, "inside a scope");
                    using (run.Carrier.Attach(null))
                        SeenInChosen(run, c, "inside a mask");
                }

                run.Sees(null, "after its scope");
            }
        },
    };

    /// <summary>Asked before and after, as a tracer asks at the start of a trace and its span is attached after that.</summary>
    static void SeenInChosen(RuleRun run, Span span, string where)
    {
        var chosen = run.Carrier.CarrierOfNewTraces;
        using var scope = run.Carrier.Attach(span);
        run.Sees(run.Ambient(span), $"in a scope {where}");
        if (chosen is not null)
            run.Saw(chosen.Current, run.Ambient(span), $"in what was the carrier of new traces {where}");

        if (run.Carrier.CarrierOfNewTraces is { } next)
            run.Saw(next.Current, run.Ambient(span), $"in the carrier of new traces in a scope {where}");
    }

    static bool Still(RuleRun run, string where)
    {
        run.Equal(run.Carrier.Capabilities, run.Claimed, $"what it claims {where}");
        return true;
    }
}
