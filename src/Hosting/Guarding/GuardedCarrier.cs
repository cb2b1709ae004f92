using System.Collections.ObjectModel;

namespace Stackbilt.Observability;

/// <summary>
/// A carrier with a guard around it. What it throws is caught and counted. From the first fault on, the guard
/// keeps by itself what each flow was meant to have active, and answers what the carrier says only where that is the same; else
/// nothing (DEGR-13).
/// </summary>
/// <remarks>
/// While nothing has failed, it adds to each call a field read, a comparison and a frame that catches. What was attached before
/// the first fault it has not seen; of that, it believes the carrier.
/// </remarks>
sealed partial class GuardedCarrier : IContextCarrier, IScopeOwner
{
    const int MostAsked = 100;

    readonly IContextCarrier _inner;
    readonly IScopeOwner? _innerOwner;
    readonly Action<Exception> _failed;
    readonly FlowSlot<GuardedFlow> _flow;
    readonly bool _isAmbient;
    readonly bool _livesInAHost;
    // Of what was not carried; null where the carrier leaves the current activity to others.
    IContextCarrier? _order;
    volatile bool _verifies;
    volatile CarrierService _service;

    /// <summary>Guards a carrier whose claims have been checked.</summary>
    /// <param name="inner">The carrier.</param>
    /// <param name="failed">Called with each fault, on the thread where it happened.</param>
    public GuardedCarrier(IContextCarrier inner, Action<Exception> failed)
    {
        _inner = inner;
        _innerOwner = inner as IScopeOwner;
        _failed = failed;
        _livesInAHost = inner is IFlowHost;
        Capabilities = CarrierClaims.Of(inner);
        _isAmbient = (Capabilities & CarrierCapabilities.Ambient) != 0;
        _flow = new FlowSlot<GuardedFlow>(Capabilities);
        // There is nothing to ask for where nothing is ambient.
        _verifies = !_isAmbient;
    }

    public CarrierCapabilities Capabilities { get; }

    public CarrierService Service
    {
        get => _service;
        set
        {
            _verifies = true;
            _service = value;
        }
    }

    public Span? Current
    {
        get
        {
            if (_verifies)
                return VerifiedCurrent();

            try
            {
                return Open(_inner.Current);
            }
            catch (Exception exception)
            {
                Note(nameof(Current), exception);
                return null;
            }
        }
    }

    public IContextCarrier? CarrierOfNewTraces
    {
        get
        {
            try
            {
                return _service == CarrierService.Hanging ? null : _inner.CarrierOfNewTraces;
            }
            catch (Exception exception)
            {
                Note(nameof(CarrierOfNewTraces), exception);
                return null;
            }
        }
    }

    public CarrierScope Attach(Span? span)
    {
        if (_verifies)
            return AttachVerified(span);

        CarrierScope scope = default;
        try
        {
            scope = _inner.Attach(span);
            if (scope.Owner is not null ? ReferenceEquals(scope.Span, PassesToWork ? span : null) : IsDone(scope, span))
                return Guarded(scope);
        }
        catch (Exception exception)
        {
            return Failed(span, nameof(Attach), exception);
        }

        return Refused(scope, span);
    }

    public void AttachUntilEnd(Span span)
    {
        ArgumentNullException.ThrowIfNull(span);
        if (_verifies)
        {
            AttachUntilEndVerified(span);
            return;
        }

        try
        {
            _inner.AttachUntilEnd(span);
            // There is no scope that would tell whether it was done.
            if (!IsActive(span))
                NotMadeActive(span);
        }
        catch (Exception exception)
        {
            _ = Failed(span, nameof(AttachUntilEnd), exception);
        }
    }

    public void AfterEnd(Span? span)
    {
        try
        {
            if (_service != CarrierService.Hanging)
                _inner.AfterEnd(span);
        }
        catch (Exception exception)
        {
            Note(nameof(AfterEnd), exception);
        }

        if (_verifies)
            _order?.AfterEnd(span);
    }

    public bool Follow(ITracerActivities activities)
    {
        try
        {
            if (!_inner.Follow(activities))
                return false;

            _order = new AttachmentOrder(activities);
            return true;
        }
        catch (Exception exception)
        {
            Note(nameof(Follow), exception);
            return false;
        }
    }

    bool PassesToWork => (Capabilities & CarrierCapabilities.PassesToWork) != 0;

    /// <summary>Whether a scope with nothing to end is right: nothing had to be done.</summary>
    bool IsDone(CarrierScope scope, Span? span) =>
        ReferenceEquals(scope.Span, PassesToWork ? span : null) && (span is null ? !_isAmbient || _inner.Current is null : IsActive(span));

    bool IsActive(Span span)
    {
        if (!_isAmbient || span.HasEnded)
            return true;

        var active = _inner.Current;
        // Outside of its host a carrier has nowhere to keep it, and hands it down all the same.
        return MeantAttachment.IsSame(active, span) || (active is null && _livesInAHost);
    }

    /// <summary>A scope of the carrier itself is taken over as it is; for one with an owner of its own it takes an object.</summary>
    CarrierScope Guarded(CarrierScope scope) =>
        scope.Owner is null ? scope
        : ReferenceEquals(scope.Owner, _innerOwner) ? new CarrierScope(scope.Span, this, scope.Attachment!)
        : new CarrierScope(scope.Span, this, new OwnedElsewhere(scope));

    /// <summary>
    /// What the carrier answers, unless that is over. A span that ended right after it was answered gives way to the one around
    /// it, so the carrier is asked again; one that answers the same again answers what has ended.
    /// </summary>
    Span? Open(Span? active)
    {
        for (var asked = 0; active is { HasEnded: true } && active.Reference.Target is null; asked++)
        {
            var again = _inner.Current;
            if (ReferenceEquals(again, active) || asked == MostAsked)
                return null;

            active = again;
        }

        return active;
    }

    void Note(string operation, Exception exception)
    {
        _verifies = true;
        TracingFaults.Report(_inner, operation, exception);
        _failed(exception);
    }

    /// <summary>A list, so that the scope inside is the one that is counted.</summary>
    sealed class OwnedElsewhere(CarrierScope scope) : ReadOnlyCollection<CarrierScope>([scope]);
}
