namespace Stackbilt.Observability;

/// <content>From the first fault on: what the carrier answers is held against what was meant.</content>
sealed partial class GuardedCarrier
{
    GuardedFlow Flow => _flow.Value ?? GuardedFlow.Unknown;

    Span? VerifiedCurrent()
    {
        if (!_isAmbient || _service != CarrierService.InService)
            return null;

        var flow = Flow;
        if (flow.IsDark)
            return null;

        try
        {
            return flow.Believed(Open(_inner.Current));
        }
        catch (Exception exception)
        {
            Note(nameof(Current), exception);
            return null;
        }
    }

    CarrierScope AttachVerified(Span? span)
    {
        if (_service != CarrierService.InService)
            return NotCarried(span, Flow);

        var flow = FlowBefore(out var active);
        CarrierScope scope = default;
        try
        {
            using var between = Between(flow, active, span);
            scope = _inner.Attach(span);
            if (!ReferenceEquals(scope.Span, PassesToWork ? span : null) || (scope.Owner is null && !IsDone(scope, span)))
                return Refused(scope, span, flow);
        }
        catch (Exception exception)
        {
            return Failed(span, nameof(Attach), exception, flow);
        }

        var isNeeded = scope.Owner is not null || span is null || !MeantAttachment.IsSame(flow.Believed(active), span);
        if (!_isAmbient || span is { HasEnded: true } || !isNeeded)
            return Guarded(scope);

        var meant = new MeantScope(span, scope);
        _flow.Value = flow.Inside(meant.Key, span, GuardedFlow.Carried);
        return new CarrierScope(scope.Span, this, meant);
    }

    void AttachUntilEndVerified(Span span)
    {
        if (_service != CarrierService.InService)
        {
            _ = NotCarried(span, Flow, isUntilEnd: true);
            return;
        }

        var flow = FlowBefore(out var active);
        try
        {
            using (Between(flow, active, span))
                _inner.AttachUntilEnd(span);

            if (!IsActive(span))
                NotMadeActive(span, flow);
            else if (_isAmbient && !span.HasEnded && !MeantAttachment.IsSame(flow.Believed(active), span))
                _flow.Value = flow.Inside(new object(), span, GuardedFlow.Carried);
        }
        catch (Exception exception)
        {
            _ = Failed(span, nameof(AttachUntilEnd), exception, flow);
        }
    }

    /// <summary>What is known of this flow, and what the carrier says is active: asked for our own sake, so a fault is not told.</summary>
    GuardedFlow FlowBefore(out Span? active)
    {
        active = null;
        var flow = Flow;
        if (!_isAmbient)
            return flow;

        try
        {
            active = Open(_inner.Current);
            return flow.WithOuter(active);
        }
        catch (Exception)
        {
            return flow;
        }
    }

    /// <summary>
    /// A carrier has nothing to do where the span is its innermost already; but if that is not what was meant, closing the other
    /// scope would end this one as well. A span that has ended, between the two, keeps them apart.
    /// </summary>
    Span? Between(GuardedFlow flow, Span? active, Span? span)
    {
        if (span is null || !MeantAttachment.IsSame(active, span) || MeantAttachment.IsSame(flow.Believed(active), span))
            return null;

        var between = CarrierProbe.SilentSpan("between");
        try
        {
            _inner.AttachUntilEnd(between);
            return between;
        }
        catch
        {
            between.End();
            throw;
        }
    }

    CarrierScope Refused(CarrierScope scope, Span? span, GuardedFlow? flow = null)
    {
        _ = WrappedScope.Detach(scope);
        var exception = new InvalidOperationException("Attach answered a scope that does not have the span.");
        return Failed(span, nameof(Attach), exception, flow);
    }

    void NotMadeActive(Span span, GuardedFlow? flow = null) =>
        Failed(span, nameof(AttachUntilEnd), new InvalidOperationException("The span was not made active."), flow);

    CarrierScope Failed(Span? span, string operation, Exception exception, GuardedFlow? flow = null)
    {
        Note(operation, exception);
        // It may have been attached all the same, before it failed.
        return NotCarried(span, (flow ?? Flow).Distrusting(span), operation == nameof(AttachUntilEnd));
    }

    /// <summary>
    /// So that nobody inside is given the span around it for the one that was meant: neither by the carrier nor by the platform.
    /// </summary>
    CarrierScope NotCarried(Span? span, GuardedFlow flow, bool isUntilEnd = false)
    {
        if (!_isAmbient || span is { HasEnded: true })
            return default;

        if (isUntilEnd)
            _order?.AttachUntilEnd(span!);

        var meant = isUntilEnd || _order?.Attach(span) is not { Owner: not null } followed ? new MeantScope(span) : new MeantScope(span, followed);
        _flow.Value = flow.Inside(meant.Key, span, GuardedFlow.NotCarried);
        return new CarrierScope(span: null, this, meant);
    }

    void Set(GuardedFlow flow)
    {
        if (!ReferenceEquals(flow, Flow))
            _flow.Value = flow;
    }

    void Distrust(Span? span)
    {
        _verifies = true;
        if (_isAmbient)
            Set(Flow.Distrusting(span));
    }
}
