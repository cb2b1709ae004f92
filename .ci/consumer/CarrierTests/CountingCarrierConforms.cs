using Stackbilt.Observability;
using Stackbilt.Observability.Conformance.Xunit;

public sealed class CountingCarrierConforms : CarrierConformance
{
    protected override IContextCarrier CreateCarrier() => new CountingCarrier();
}
