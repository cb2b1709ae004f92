namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>A trace that starts now stays with a carrier that nobody reads.</summary>
[CaughtBy("DEGR-21")]
sealed class SendsTracesElsewhereCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    readonly AsyncLocalCarrier _elsewhere = new();

    public override IContextCarrier? CarrierOfNewTraces => _elsewhere;
}

/// <summary>A trace that starts inside a mask stays with a carrier that nobody reads.</summary>
[CaughtBy("DEGR-21")]
sealed class SendsMaskedTracesElsewhereCarrier : SoundCarrier, IContextCarrier
{
    readonly SoundCarrier _elsewhere = new();

    IContextCarrier? IContextCarrier.CarrierOfNewTraces => Entries is [.., { IsMask: true }] ? _elsewhere : null;
}
