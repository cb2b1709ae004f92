namespace Stackbilt.Observability.Tests;

/// <summary>The carriers by name, so that a theory can name them in its output.</summary>
static class CarrierNamed
{
    public static IContextCarrier Of(string name) => name switch
    {
        "AsyncLocal" => new AsyncLocalCarrier(),
        "Activity" => new ActivityCarrier(),
        "Explicit" => new ExplicitCarrier(),
        "Null" => new NullCarrier(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such carrier."),
    };
}
