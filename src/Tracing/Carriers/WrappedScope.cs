namespace Stackbilt.Observability;

/// <summary>
/// Closing the scope of a carrier that is wrapped: not by <see cref="CarrierScope.Detach"/>, which would tell of a misuse that
/// the outer scope reports.
/// </summary>
static class WrappedScope
{
    public static DetachResult Detach(CarrierScope scope) =>
        scope.Owner is { } owner ? Detach(owner, scope.Attachment!, scope.Span) : default;

    public static DetachResult Detach(IScopeOwner owner, object attachment, Span? span)
    {
        try
        {
            return owner.Detach(attachment, span);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(owner, nameof(IScopeOwner.Detach), exception);
            return new DetachResult(DetachOutcome.Failed);
        }
    }
}
