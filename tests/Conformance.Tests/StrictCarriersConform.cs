using Stackbilt.Observability.Tests;

namespace Stackbilt.Observability.Conformance.Tests;

// Without stacks: the rules limit what attaching may allocate, and name the stack trace as the usual cause.
public sealed class StrictAsyncLocalConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new StrictTracing(new AsyncLocalCarrier(), keepStacks: false).Carrier;
}

public sealed class StrictExplicitConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new StrictTracing(new ExplicitCarrier(), keepStacks: false).Carrier;
}

public sealed class StrictNullConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new StrictTracing(new NullCarrier(), keepStacks: false).Carrier;
}

/// <summary>With stacks every rule holds as well, but those about what attaching allocates.</summary>
public class StrictWithStacks
{
    static readonly string[] TooMuchAllocated = ["DEGR-11", "DEGR-17"];

    [Fact]
    public async Task Breaks_the_rules_about_allocation_and_no_other()
    {
        var broken = new List<string>();
        foreach (var rule in ConformanceSuite.Rules)
        {
            var result = await rule.CheckAsync(() => new StrictTracing(new AsyncLocalCarrier()).Carrier, Patience.Options);
            if (result.Outcome == RuleOutcome.Failed)
                broken.Add(rule.Id);
        }

        Assert.Equal(TooMuchAllocated, broken);
    }
}
