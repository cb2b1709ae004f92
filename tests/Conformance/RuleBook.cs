namespace Stackbilt.Observability.Conformance;

/// <summary>The bodies of all rules.</summary>
static class RuleBook
{
    public static IReadOnlyDictionary<string, RuleBody> All { get; } = new RuleBodies[]
    {
        NestingRules.Bodies,
        MaskRules.Bodies,
        AwaitRules.Bodies,
        CalleeRules.Bodies,
        ForkRules.Bodies,
        ContinuationRules.Bodies,
        StreamRules.Bodies,
        SequenceRules.Bodies,
        SchedulingRules.Bodies,
        AttemptRules.Bodies,
        FormRules.Bodies,
        ErrorRules.Bodies,
        AsyncErrorRules.Bodies,
        ErrorElsewhereRules.Bodies,
        FormErrorRules.Bodies,
        IsolationRules.Bodies,
        ConcurrencyRules.Bodies,
        RandomProgramRules.Bodies,
        ScopeRules.Bodies,
        ScopeLeftoverRules.Bodies,
        ScopeOrderRules.Bodies,
        ScopeValueRules.Bodies,
        LifetimeRules.Bodies,
        LifetimeOfFlowsRules.Bodies,
        ActiveChildRules.Bodies,
        UntilEndRules.Bodies,
        OverlapRules.Bodies,
        MemoryRules.Bodies,
        DegradationRules.Bodies,
        ClaimRules.Bodies,
        MirrorRules.Bodies,
        HandingDownRules.Bodies,
        ThreadingRules.Bodies,
        ActivityRules.Bodies,
        SurroundingsRules.Bodies,
        PatternRules.Bodies,
    }.SelectMany(static bodies => bodies).ToDictionary(StringComparer.Ordinal);
}
