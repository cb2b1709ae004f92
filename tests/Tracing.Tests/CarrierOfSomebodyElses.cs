namespace Stackbilt.Observability.Tests;

/// <summary>A carrier that implements what it must and knows nothing of activities.</summary>
sealed class CarrierOfSomebodyElses(IContextCarrier inner) : IContextCarrier
{
    public CarrierCapabilities Capabilities => inner.Capabilities;

    public Span? Current => inner.Current;

    public CarrierScope Attach(Span? span) => inner.Attach(span);
}
