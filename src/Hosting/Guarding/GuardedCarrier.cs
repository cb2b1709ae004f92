namespace Stackbilt.Observability;

/// <summary>
/// A carrier with a guard around it. What it throws is caught and told to whoever counts; what it can no longer be trusted
/// with is answered with nothing: inside a failed attachment nothing is active, and a span whose scope failed to close is
/// never answered again (rule 12).
/// </summary>
/// <remarks>While nothing has failed, it adds to each call a field read, a comparison and a frame that catches.</remarks>
sealed class GuardedCarrier : IContextCarrier, IScopeOwner
{
    readonly IContextCarrier _inner;
    readonly IScopeOwner? _innerOwner;
    readonly Action<Exception> _failed;
    readonly FlowCovers _covers = new();
    readonly DistrustedSpans _distrusted = new();
    volatile bool _hasFailed;
    volatile bool _isResting;

    /// <summary>Guards a carrier whose claims have been checked.</summary>
    /// <param name="inner">The carrier.</param>
    /// <param name="failed">Told of each fault, on the thread where it happened.</param>
    public GuardedCarrier(IContextCarrier inner, Action<Exception> failed)
    {
        _inner = inner;
        _innerOwner = inner as IScopeOwner;
        _failed = failed;
        Capabilities = inner.Capabilities;
    }

    public CarrierCapabilities Capabilities { get; }

    /// <summary>Out of service: nothing is active and nothing is attached; scopes from before can still be closed.</summary>
    public bool IsResting
    {
        get => _isResting;
        set => _isResting = value;
    }

    public Span? Current
    {
        get
        {
            if (_hasFailed && (IsResting || _covers.IsCovered))
                return null;

            try
            {
                var active = _inner.Current;
                return active is null || active.HasEnded || (_hasFailed && _distrusted.Contains(active)) ? null : active;
            }
            catch (Exception exception)
            {
                Note(nameof(Current), exception);
                return null;
            }
        }
    }

    public CarrierScope Attach(Span? span)
    {
        if (_hasFailed && _covers.IsCovered)
            return default;

        if (_hasFailed && IsResting)
            return Covered(span);

        try
        {
            var scope = _inner.Attach(span);
            if (span is null && scope.Owner is null)
                return MaskedWithoutOwner(scope);

            if (ReferenceEquals(scope.Span, HandsDown ? span : null))
                return Guarded(scope);

            scope.Dispose();
            return Failed(span, nameof(Attach), new InvalidOperationException("Attach answered a scope that does not have the span."));
        }
        catch (Exception exception)
        {
            return Failed(span, nameof(Attach), exception);
        }
    }

    public void AttachUntilEnd(Span span)
    {
        ArgumentNullException.ThrowIfNull(span);
        if (_hasFailed && _covers.IsCovered)
            return;

        if (_hasFailed && IsResting)
        {
            _covers.Cover(span);
            return;
        }

        try
        {
            _inner.AttachUntilEnd(span);
            // There is no scope that would tell whether it was done.
            if ((Capabilities & CarrierCapabilities.Ambient) != 0 && _inner.Current != span && !span.HasEnded)
                _ = Failed(span, nameof(AttachUntilEnd), new InvalidOperationException("The span was not made active."));
        }
        catch (Exception exception)
        {
            _ = Failed(span, nameof(AttachUntilEnd), exception);
        }
    }

    DetachResult IScopeOwner.Detach(object attachment) => Detach(attachment, span: null);

    DetachResult IScopeOwner.Detach(object attachment, Span? span) => Detach(attachment, span);

    bool HandsDown => (Capabilities & CarrierCapabilities.HandsDown) != 0;

    /// <summary>A scope of the carrier itself is taken over as it is; for one with an owner of its own it takes an object.</summary>
    CarrierScope Guarded(CarrierScope scope) =>
        scope.Owner is null ? scope
        : ReferenceEquals(scope.Owner, _innerOwner) ? new CarrierScope(scope.Span, this, scope.Attachment!)
        : new CarrierScope(scope.Span, this, new OwnedElsewhere(scope.Owner, scope.Attachment!));

    /// <summary>
    /// Nothing to end: there was nothing to mask, or it was not done. One that has failed before is not believed.
    /// </summary>
    CarrierScope MaskedWithoutOwner(CarrierScope scope) =>
        _hasFailed || _inner.Current is not null ? Covered(span: null) : scope;

    CarrierScope Failed(Span? span, string operation, Exception exception)
    {
        Note(operation, exception);
        // It may have been attached all the same, before it failed.
        _distrusted.Add(span);
        return Covered(span);
    }

    CarrierScope Covered(Span? span) => new(span: null, this, _covers.Cover(span));

    DetachResult Detach(object attachment, Span? span)
    {
        if (attachment is FlowCover cover)
        {
            _covers.Lift(cover);
            return new DetachResult(DetachOutcome.InOrder);
        }

        try
        {
            var result = attachment is OwnedElsewhere scope
                ? scope.Owner.Detach(scope.Attachment, span)
                : _innerOwner!.Detach(attachment, span);
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

    void Distrust(Span? span)
    {
        _hasFailed = true;
        _distrusted.Add(span);
    }

    void Note(string operation, Exception exception)
    {
        _hasFailed = true;
        TracingFaults.Report(_inner, operation, exception);
        _failed(exception);
    }

    sealed record OwnedElsewhere(IScopeOwner Owner, object Attachment);
}
