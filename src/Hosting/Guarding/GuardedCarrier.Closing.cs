namespace Stackbilt.Observability;

/// <content>Closing what was attached, before the first fault or after it.</content>
sealed partial class GuardedCarrier
{
    DetachResult IScopeOwner.Detach(object attachment) => Detach(attachment, span: null);

    DetachResult IScopeOwner.Detach(object attachment, Span? span) => Detach(attachment, span);

    DetachResult Detach(object attachment, Span? span)
    {
        if (attachment is MeantScope meant)
            return Detach(meant, span);

        var result = attachment is OwnedElsewhere elsewhere
            ? Detach(elsewhere[0].Owner!, elsewhere[0].Attachment!, span)
            : Detach(_innerOwner!, attachment, span);
        // What this flow had from before the first fault has changed.
        if (_verifies)
            Set(Flow.WithUnknownOuter());

        return result;
    }

    DetachResult Detach(MeantScope meant, Span? span)
    {
        var result = default(DetachResult);
        foreach (var scope in meant)
        {
            if (scope.Owner is not null)
                result = Detach(scope.Owner, scope.Attachment!, span);
        }

        Set(Flow.Without(meant, out var closed));
        return result.Outcome == DetachOutcome.Nothing ? closed : result;
    }

    DetachResult Detach(IScopeOwner owner, object attachment, Span? span)
    {
        try
        {
            var result = _service == CarrierService.Hanging
                ? new DetachResult(DetachOutcome.Failed)
                : owner.Detach(attachment, span);
            if (result.Outcome == DetachOutcome.Failed)
                Distrust(span);

            return result;
        }
        catch (Exception exception)
        {
            Note(nameof(CarrierScope.Detach), exception);
            Distrust(span);
            return new DetachResult(DetachOutcome.Failed);
        }
    }
}
