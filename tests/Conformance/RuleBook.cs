namespace Stackbilt.Observability.Conformance;

/// <summary>The bodies of all rules.</summary>
static class RuleBook
{
    public static IReadOnlyDictionary<string, RuleBody> All { get; } = new RuleBodies[]
    {
        NestingRules.Bodies,
        MaskRules.Bodies,
        AwaitRules.Bodies,
        ForkRules.Bodies,
        ContinuationRules.Bodies,
        StreamRules.Bodies,
        SchedulingRules.Bodies,
        AttemptRules.Bodies,
        ErrorRules.Bodies,
        AsyncErrorRules.Bodies,
        IsolationRules.Bodies,
        RandomProgramRules.Bodies,
        ScopeRules.Bodies,
        ScopeOrderRules.Bodies,
        LifetimeRules.Bodies,
        LifetimeOfFlowsRules.Bodies,
        ActiveChildRules.Bodies,
        MemoryRules.Bodies,
        DegradationRules.Bodies,
        HandingDownRules.Bodies,
        ThreadingRules.Bodies,
        ActivityRules.Bodies,
        PatternRules.Bodies,
    }.SelectMany(static bodies => bodies).ToDictionary(StringComparer.Ordinal);
}
