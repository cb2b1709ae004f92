namespace Stackbilt.Observability;

/// <summary>A carrier that remembers which of its members was called last, for a check that waits for it to return.</summary>
sealed class NamedCalls(IContextCarrier inner) : DelegatingCarrier(inner)
{
    volatile string _latest = nameof(Capabilities);

    public string Latest => _latest;

    public override CarrierCapabilities Capabilities => Called(nameof(Capabilities)).Capabilities;

    public override Span? Current => Called(nameof(Current)).Current;

    public override CarrierScope Attach(Span? span) => Watched(Called(nameof(Attach)).Attach(span));

    public override void AttachUntilEnd(Span span) => Called(nameof(AttachUntilEnd)).AttachUntilEnd(span);

    protected override DetachResult OnClosing(CarrierScope scope, object? state)
    {
        _latest = nameof(CarrierScope.Detach);
        return Close(scope);
    }

    IContextCarrier Called(string member)
    {
        _latest = member;
        return Inner;
    }
}
