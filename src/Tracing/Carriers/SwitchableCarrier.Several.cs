namespace Stackbilt.Observability;

/// <content>After the first exchange: several carriers, and the order of what was attached by any of them.</content>
public sealed partial class SwitchableCarrier
{
    CarrierScope Attach(IContextCarrier[] several, Span span)
    {
        var carrier = CarrierOf(span, out var number);
        using var between = Between(several, carrier, span, out var isActive);
        var scope = carrier.Attach(span);
        if (span.HasEnded || (isActive && scope.Owner is null))
            return scope;

        var meant = OrderOf(carrier)?.Attach(span) is { Owner: not null } followed ? new MeantScope(span, scope, followed) : new MeantScope(span, scope);
        _meant.Value = MeantAttachment.Inside(_meant.Value, meant.Key, span.Reference, number);
        return new CarrierScope(scope.Span, this, meant);
    }

    void AttachUntilEnd(IContextCarrier[] several, Span span)
    {
        var carrier = CarrierOf(span, out var number);
        using var between = Between(several, carrier, span, out var isActive);
        carrier.AttachUntilEnd(span);
        if (isActive || span.HasEnded)
            return;

        OrderOf(carrier)?.AttachUntilEnd(span);
        _meant.Value = MeantAttachment.Inside(_meant.Value, new object(), span.Reference, number);
    }

    IContextCarrier? OrderOf(IContextCarrier carrier) => Array.IndexOf(_ordered, carrier) < 0 ? null : _order;

    DetachResult IScopeOwner.Detach(object attachment)
    {
        var closing = (MeantScope)attachment;
        var isFailed = false;
        foreach (var scope in closing)
            isFailed |= WrappedScope.Detach(scope).Outcome == DetachOutcome.Failed;

        var top = _meant.Value;
        var left = top;
        var result = closing.Close(ref left);
        if (left != top)
            _meant.Value = left;

        return isFailed ? new DetachResult(DetachOutcome.Failed) : result;
    }

    /// <summary>
    /// A carrier has nothing to do where the span is its innermost already. It must not be so where the flow has something else
    /// inside: the first of the two scopes that is closed would end both. A span that has ended, between the two, keeps them
    /// apart.
    /// </summary>
    UnsampledSpan? Between(IContextCarrier[] several, IContextCarrier carrier, Span span, out bool isActive)
    {
        isActive = false;
        try
        {
            if (!MeantAttachment.IsSame(span, carrier.Current))
                return null;

            isActive = MeantAttachment.IsSame(span, CurrentOf(several));
        }
        catch (Exception)
        {
            // The next read reports it.
            return null;
        }

        if (isActive)
            return null;

        // Ended before it can have a child.
        var between = new UnsampledSpan(new Trace(null!, null), default, default, "between", SpanKind.Internal);
        try
        {
            carrier.AttachUntilEnd(between);
            return between;
        }
        catch
        {
            between.End();
            throw;
        }
    }

    /// <summary>
    /// First the carrier that has the innermost: it alone knows what is current outside of the mask. Closed in the other direction.
    /// </summary>
    CarrierScope Mask(IContextCarrier[] several)
    {
        var masks = new CarrierScope[several.Length];
        var number = MeantAttachment.InnermostOpen(_meant.Value)?.By ?? 0;
        for (var left = several.Length; left > 0; number = (number + 1) % several.Length)
        {
            try
            {
                masks[left - 1] = several[number].Attach(null);
                left--;
            }
            catch
            {
                foreach (var mask in masks.AsSpan(left))
                    _ = WrappedScope.Detach(mask);

                throw;
            }
        }

        var meant = new MeantScope(span: null, masks);
        _meant.Value = MeantAttachment.Inside(_meant.Value, meant.Key, reference: null, by: 0);
        return new CarrierScope(span: null, this, meant);
    }

    /// <summary>
    /// Each carrier knows what is innermost of its own. Which of them has the innermost of all, the order knows; a carrier
    /// that does not have what it should have has nothing.
    /// </summary>
    Span? CurrentOf(IContextCarrier[] several)
    {
        while (MeantAttachment.InnermostOpen(_meant.Value) is { } meant)
        {
            if (meant.Reference is null)
                return null;

            var active = several[meant.By].Current;
            if (meant.Reference.Target is { } span)
                return span.Equals(active) ? span : null;
        }

        return AttachedBefore(several);
    }

    /// <summary>What was attached before the first exchange, or where the execution context does not reach.</summary>
    static Span? AttachedBefore(IContextCarrier[] several)
    {
        Span? found = null;
        foreach (var carrier in several)
        {
            if (carrier.Current is not { } active)
                continue;

            // Nobody knows which of two is the inner one.
            if (found is not null && !MeantAttachment.IsSame(found, active))
                return null;

            found = active;
        }

        return found;
    }

    /// <summary>The carrier that a span's trace began with; for a span that no tracer has made, the one in use.</summary>
    IContextCarrier CarrierOf(Span span, out int number)
    {
        var inUse = InUse;
        // Read after that, so that it is among them.
        var several = Volatile.Read(ref _several)!;
        number = -1;
        for (var began = (span as TracerSpan)?.Trace.Carrier; began is not null && number < 0; began = (began as NestedChoice)?.Inside)
            number = Array.IndexOf(several, began is NestedChoice choice ? choice.Chosen : began);

        if (number < 0)
            number = Array.IndexOf(several, inUse);

        return several[number];
    }
}
