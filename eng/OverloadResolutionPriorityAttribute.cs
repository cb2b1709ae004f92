namespace System.Runtime.CompilerServices;

/// <summary>The compiler knows the attribute by its name; .NET 8 does not have it yet.</summary>
[AttributeUsage(AttributeTargets.Constructor | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    public int Priority { get; } = priority;
}
