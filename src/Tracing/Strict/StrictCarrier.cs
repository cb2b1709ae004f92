namespace Stackbilt.Observability;

/// <summary>
/// A carrier that answers what the watched one answers, and reports what is done wrong. Where the watched one has nothing to
/// end, neither has this.
/// </summary>
sealed class StrictCarrier(IContextCarrier inner, StrictTracing strict) : DelegatingCarrier(inner)
{
    public override Span? Current
    {
        get
        {
            strict.NoteRead();
            return Inner.Current;
        }
    }

    // An active child has no scope, so none to be forgotten.
    public override CarrierScope Attach(Span? span)
    {
        var scope = Inner.Attach(span);
        return scope.Owner is null ? scope : Watched(scope, strict.NoteOpened(span));
    }

    protected override DetachResult OnClosing(CarrierScope scope, object? state)
    {
        var result = WrappedScope.Detach(scope);
        strict.NoteClosed((OpenScope)state!, result);
        return result;
    }
}
