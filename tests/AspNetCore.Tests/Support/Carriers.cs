namespace Stackbilt.Observability.Tests;

/// <summary>The carriers that the middleware is tested under, and what each of them promises.</summary>
static class Carriers
{
    public const string ThreadBound = "ThreadBound";

    public static readonly string[] All =
        [CarrierNames.AsyncLocal, CarrierNames.Activity, CarrierNames.Explicit, CarrierNames.Null, ThreadBound];

    public static bool PassesToWork(string carrier) => carrier != CarrierNames.Null;

    public static bool IsAmbient(string carrier) => carrier == ThreadBound || FlowsAcrossAwait(carrier);

    public static bool FlowsAcrossAwait(string carrier) => carrier is CarrierNames.AsyncLocal or CarrierNames.Activity;
}
