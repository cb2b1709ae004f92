namespace Stackbilt.Observability.Tests;

/// <summary>The carriers that every test here is run under.</summary>
static class Carriers
{
    /// <summary>One that is no class of ours.</summary>
    public const string Custom = "custom";

    public static string[] Names { get; } = ["AsyncLocal", "Activity", "Explicit", "Null", Custom];

    public static TheoryData<string> All => [.. Names];

    public static IContextCarrier Named(string name) =>
        name == Custom ? new CarrierOfSomebodyElses(new AsyncLocalCarrier()) : CarrierNamed.Of(name);
}
