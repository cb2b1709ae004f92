namespace Stackbilt.Observability.Conformance;

/// <summary>What a carrier may claim, and what it must not be choosy about.</summary>
static class ClaimRules
{
    const CarrierCapabilities Known = CarrierCapabilities.HandsDown | CarrierCapabilities.Ambient
        | CarrierCapabilities.FlowsAcrossAwait | CarrierCapabilities.FlowsIntoForks;

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
                run.Claims(CarrierCapabilities.Ambient) || (run.Claimed & Known & ~CarrierCapabilities.HandsDown) == 0,
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
    };
}
