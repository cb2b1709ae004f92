namespace Stackbilt.Observability.Conformance;

/// <summary>What the specification says about one rule.</summary>
sealed record RuleText(
    string Id,
    string Title,
    string Group,
    string Statement,
    CarrierCapabilities Capabilities,
    string With,
    string Without,
    string Cause);
