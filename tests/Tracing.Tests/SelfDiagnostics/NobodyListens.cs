namespace Stackbilt.Observability.Tests.SelfDiagnostics;

/// <summary>Tests that must be alone in the process: the meter is one for all, and other tests listen to it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class NobodyListens
{
    public const string Name = "Nobody listens";
}
