namespace Stackbilt.Observability;

/// <summary>Reading what a carrier claims, where nobody would catch what it throws.</summary>
static class CarrierClaims
{
    /// <param name="carrier">The carrier.</param>
    /// <param name="otherwise">What a carrier is taken for that cannot say it; that is reported.</param>
    public static CarrierCapabilities Of(IContextCarrier carrier, CarrierCapabilities otherwise = CarrierCapabilities.None)
    {
        try
        {
            return carrier.Capabilities;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(carrier, nameof(IContextCarrier.Capabilities), exception);
            return otherwise;
        }
    }
}
