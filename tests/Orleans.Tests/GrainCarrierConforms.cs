using Carriers;
using Microsoft.Extensions.DependencyInjection;
using Stackbilt.Observability.Conformance;

namespace Stackbilt.Observability.Tests;

/// <summary>The carrier of the sample, held to every rule inside a silo.</summary>
[Collection(nameof(Clusters))]
public class GrainCarrierConforms(Clusters clusters)
{
    // It is known not to hang: the limits are for carriers that do.
    static readonly ConformanceOptions Patient = new() { TimeLimit = TimeSpan.FromMinutes(5), RunLimit = TimeSpan.FromHours(1) };

    [Fact]
    public async Task To_every_rule_in_a_silo()
    {
        var results = await ConformanceSuite.RunAsync(static () => new RequestContextCarrier(), Patient with { Host = await FlowsAsync() });

        // Orleans keeps the context of a call for a while in what it does next, whatever the carrier does; LIFE-43 looks for it there.
        var failed = results
            .Where(static result => result.Outcome == RuleOutcome.Failed && result.Rule.Id != "LIFE-43")
            .Select(static result => result.Message)
            .ToList();
        Assert.True(failed.Count == 0, string.Join("\n\n", failed));
        Assert.Equal(ConformanceSuite.Rules.Count, results.Count);
    }

    [Fact]
    public async Task And_the_suite_finds_one_that_is_the_same_everywhere()
    {
        var run = new ConformanceRun(new ConformanceOptions { Host = await FlowsAsync() });

        Assert.Equal(RuleOutcome.Passed, (await run.CheckAsync(ConformanceSuite.Find("NEST-02"), static () => new SameEverywhere())).Outcome);
        Assert.Equal(RuleOutcome.Failed, (await run.CheckAsync(ConformanceSuite.Find("ISO-01"), static () => new SameEverywhere())).Outcome);
    }

    [Fact]
    public async Task Each_flow_is_in_a_grain_of_its_own_and_throws_what_it_throws()
    {
        var cluster = await clusters.Under("Null");
        var flows = await FlowsAsync();
        var accessor = cluster.Silos[0].GetRequiredService<IGrainContextAccessor>();
        var seen = new List<GrainId>();
        RequestContext.Set("outside", 1);

        flows.Run(() =>
        {
            seen.Add(accessor.GrainContext.GrainId);
            Assert.Empty(RequestContext.Keys);
            flows.Run(() => seen.Add(accessor.GrainContext.GrainId));
        });
        var thrown = new InvalidOperationException();

        Assert.Equal(2, seen.Distinct().Count());
        Assert.Same(thrown, Assert.Throws<InvalidOperationException>(() => flows.Run(() => throw thrown)));
        Assert.Equal(["outside"], RequestContext.Keys);
        RequestContext.Clear();
    }

    async Task<GrainFlows> FlowsAsync() => new((await clusters.Under("Null")).Silos[0].GetRequiredService<IGrainFactory>());

    /// <summary>Does not know of grains.</summary>
    sealed class SameEverywhere : AmbientCarrier
    {
        static Attachment? _slot;

        public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

        protected override Attachment? Slot
        {
            get => _slot;
            set => _slot = value;
        }
    }
}
