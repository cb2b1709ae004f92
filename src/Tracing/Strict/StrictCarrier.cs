namespace Stackbilt.Observability;

/// <summary>
/// A carrier that answers what the watched one answers, and tells of what is done wrong. Where the watched one has nothing to
/// end, neither has this.
/// </summary>
sealed class StrictCarrier(IContextCarrier inner, StrictTracing strict) : IContextCarrier, IScopeOwner
{
    public CarrierCapabilities Capabilities => inner.Capabilities;

    public Span? Current
    {
        get
        {
            strict.NoteRead();
            return inner.Current;
        }
    }

    /// <summary>The watched carrier, for reads of our own.</summary>
    internal IContextCarrier Inner => inner;

    public CarrierScope Attach(Span? span)
    {
        var scope = inner.Attach(span);
        if (scope.Owner is not { } owner)
            return scope;

        return new CarrierScope(scope.Span, this, strict.NoteOpened(owner, scope.Attachment!, span));
    }

    // No scope, so none to be forgotten.
    public void AttachUntilEnd(Span span) => inner.AttachUntilEnd(span);

    public void AfterEnd(Span? span) => inner.AfterEnd(span);

    public bool Follow(ITracerActivities activities) => inner.Follow(activities);

    DetachResult IScopeOwner.Detach(object attachment) => ((IScopeOwner)this).Detach(attachment, null);

    DetachResult IScopeOwner.Detach(object attachment, Span? span)
    {
        var scope = (OpenScope)attachment;
        var result = WrappedScope.Detach(scope.Owner, scope.Attachment, span);
        strict.NoteClosed(scope, result);
        return result;
    }
}
