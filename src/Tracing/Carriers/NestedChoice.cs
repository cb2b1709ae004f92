namespace Stackbilt.Observability;

/// <summary>What a switchable carrier has chosen for a trace, where there is another one inside, with a choice of its own.</summary>
sealed class NestedChoice(IContextCarrier chosen, IContextCarrier inside) : DelegatingCarrier(chosen)
{
    public IContextCarrier Chosen => Inner;

    public IContextCarrier Inside => inside;
}
