namespace Stackbilt.Observability.Conformance;

/// <summary>The bodies of all rules.</summary>
static class RuleBook
{
    public static IReadOnlyDictionary<string, RuleBody> All { get; } = new RuleBodies[]
    {
        NestingRules.Bodies,
        MaskRules.Bodies,
        HandingDownRules.Bodies,
        ScopeRules.Bodies,
        ScopeOrderRules.Bodies,
        ErrorRules.Bodies,
        LifetimeRules.Bodies,
        ActiveChildRules.Bodies,
        AwaitRules.Bodies,
        ForkRules.Bodies,
    }.SelectMany(static bodies => bodies).ToDictionary(StringComparer.Ordinal);
}
