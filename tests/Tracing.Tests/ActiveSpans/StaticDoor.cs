namespace Stackbilt.Observability.Tests.ActiveSpans;

/// <summary>
/// The tests that bind a carrier: <see cref="ActiveSpan"/> is one for the process, so they run one after the other. Other
/// tests never read it, so they may run meanwhile.
/// </summary>
[CollectionDefinition(Name)]
public class StaticDoor
{
    public const string Name = "The static door";
}
