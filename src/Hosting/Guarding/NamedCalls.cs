namespace Stackbilt.Observability;

/// <summary>A carrier that remembers which of its members was called last, for a check that waits for it to return.</summary>
sealed class NamedCalls(IContextCarrier inner) : IContextCarrier, IScopeOwner
{
    volatile string _latest = nameof(Capabilities);

    public string Latest => _latest;

    public CarrierCapabilities Capabilities
    {
        get
        {
            _latest = nameof(Capabilities);
            return inner.Capabilities;
        }
    }

    public Span? Current
    {
        get
        {
            _latest = nameof(Current);
            return inner.Current;
        }
    }

    public CarrierScope Attach(Span? span)
    {
        _latest = nameof(Attach);
        var scope = inner.Attach(span);
        return scope.Owner is null ? scope : new CarrierScope(scope.Span, this, scope);
    }

    public void AttachUntilEnd(Span span)
    {
        _latest = nameof(AttachUntilEnd);
        inner.AttachUntilEnd(span);
    }

    DetachResult IScopeOwner.Detach(object attachment) => ((IScopeOwner)this).Detach(attachment, span: null);

    DetachResult IScopeOwner.Detach(object attachment, Span? span)
    {
        _latest = nameof(CarrierScope.Detach);
        var scope = (CarrierScope)attachment;
        return scope.Owner!.Detach(scope.Attachment!, span);
    }
}
