namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Marks a carrier of the gallery: broken in one named way, and caught by these rules at least.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class CaughtByAttribute(params string[] rules) : Attribute
{
    public IReadOnlyList<string> Rules => rules;
}
