namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>A trace that starts now stays with a carrier that nobody reads.</summary>
[CaughtBy("DEGR-21")]
sealed class SendsTracesElsewhereCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    readonly AsyncLocalCarrier _elsewhere = new();

    public override IContextCarrier? CarrierOfNewTraces => _elsewhere;
}
