namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Another carrier that claims what it is told to.</summary>
sealed class ClaimingCarrier(IContextCarrier inner, CarrierCapabilities claims) : IContextCarrier
{
    public CarrierCapabilities Capabilities => claims;

    public Span? Current => inner.Current;

    public CarrierScope Attach(Span? span) => inner.Attach(span);

    void IContextCarrier.AttachUntilEnd(Span span) => inner.AttachUntilEnd(span);

    void IContextCarrier.AfterEnd(Span? span) => inner.AfterEnd(span);

    bool IContextCarrier.Follow(ITracerActivities activities) => inner.Follow(activities);
}
