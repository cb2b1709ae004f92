namespace Stackbilt.Observability.Tests;

/// <summary>For tests that look at <see cref="ActiveSpan"/> or <see cref="TracingFaults"/>, of which the process has one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StaticDoor
{
    public const string Name = "static door";
}
