namespace Stackbilt.Observability;

/// <summary>
/// A carrier that stands for another one, which can be exchanged while the program runs: new traces travel by the one in
/// use, and a trace that has begun stays with the one that it began with.
/// </summary>
/// <remarks>
/// <para>
/// For a program that wants to go on with another carrier when the first one fails; give it to a <see cref="Tracer"/>, whose
/// spans know which carrier their trace began with. A span of another make travels by the carrier in use.
/// </para>
/// <para>
/// Safe from any thread. Until the first exchange it adds one field read to each call. After that it keeps the order of
/// attachments by itself, in the execution context, so that what one carrier has inside what another has is found first: a
/// second attachment and an array for each scope. Where a carrier flows another way, the two may disagree, and the answer is
/// null.
/// </para>
/// </remarks>
public sealed class SwitchableCarrier : IContextCarrier, IScopeOwner
{
    readonly IContextCarrier _first;
    readonly AttachmentOrder _order = new();
    readonly object _exchanging = new();
    IContextCarrier _inUse;
    IContextCarrier[]? _several;
    bool _staysBehindAtAwait;
    ITracerActivities? _activities;

    /// <summary>Makes a carrier that stands for another one.</summary>
    /// <param name="carrier">In use from the start; not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> is null.</exception>
    public SwitchableCarrier(IContextCarrier carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        _first = carrier;
        _inUse = carrier;
    }

    /// <summary>The carrier that a trace which starts now travels by.</summary>
    public IContextCarrier InUse => Volatile.Read(ref _inUse);

    /// <summary>
    /// What the first carrier claims. Once an ambient one that stays behind at an <c>await</c> has been in use, no longer that
    /// it flows across it: work is then detached before its first <c>await</c>, which is right for every carrier.
    /// </summary>
    public CarrierCapabilities Capabilities => _staysBehindAtAwait
        ? _first.Capabilities & ~CarrierCapabilities.FlowsAcrossAwait
        : _first.Capabilities;

    /// <inheritdoc />
    public Span? Current => _several is { } several ? CurrentOf(several) : _first.Current;

    internal bool FlowsAcrossAwait => (Capabilities & CarrierCapabilities.FlowsAcrossAwait) != 0;

    /// <summary>Lets new traces travel by a carrier. Traces that have begun stay with theirs.</summary>
    /// <param name="carrier">The carrier; not null. One that was in use before may come back.</param>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> is null.</exception>
    public void Use(IContextCarrier carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        lock (_exchanging)
        {
            var known = _several ?? [_first];
            if (Array.IndexOf(known, carrier) < 0)
            {
                const CarrierCapabilities Both = CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait;
                _staysBehindAtAwait |= (carrier.Capabilities & Both) == CarrierCapabilities.Ambient;
                Volatile.Write(ref _several, [.. known, carrier]);
            }

            Volatile.Write(ref _inUse, carrier);
        }
    }

    /// <inheritdoc />
    public CarrierScope Attach(Span? span) =>
        _several is not { } several ? _first.Attach(span)
        : span is null ? Together([.. several.Select(static carrier => carrier.Attach(null)), _order.Attach(null)])
        : Together([CarrierOf(span, several).Attach(span), _order.Attach(span)]);

    /// <inheritdoc />
    public void AttachUntilEnd(Span span)
    {
        if (_several is not { } several)
        {
            _first.AttachUntilEnd(span);
            return;
        }

        CarrierOf(span, several).AttachUntilEnd(span);
        _order.AttachUntilEnd(span);
    }

    /// <inheritdoc />
    public void AfterEnd(Span? span)
    {
        foreach (var carrier in _several ?? [_first])
            carrier.AfterEnd(span);
    }

    /// <inheritdoc />
    public bool Follow(ITracerActivities activities)
    {
        _activities = activities;
        return _first.Follow(activities);
    }

    DetachResult IScopeOwner.Detach(object attachment)
    {
        var result = default(DetachResult);
        foreach (var scope in (CarrierScope[])attachment)
        {
            var latest = WrappedScope.Detach(scope);
            result = result.Outcome == DetachOutcome.Failed ? result : latest;
        }

        // The last one's is that of the order, which knows of all.
        return result;
    }

    CarrierScope Together(CarrierScope[] scopes) => new(scopes[0].Span, this, scopes);

    /// <summary>
    /// Each carrier knows what is innermost of its own. Which of them has the innermost of all, the order knows; a carrier
    /// that does not have what it should have has nothing.
    /// </summary>
    Span? CurrentOf(IContextCarrier[] several)
    {
        if (_order.Current is { } innermost)
            return CarrierOf(innermost, several).Current == innermost ? innermost : null;

        foreach (var carrier in several)
        {
            if (carrier.Current is { } attachedBefore)
                return attachedBefore;
        }

        return null;
    }

    IContextCarrier CarrierOf(Span span, IContextCarrier[] several) =>
        (span as TracerSpan)?.Trace.Carrier is { } began && Array.IndexOf(several, began) >= 0 ? began : InUse;

    /// <summary>What was attached since the first exchange, by whatever carrier.</summary>
    sealed class AttachmentOrder : AmbientCarrier
    {
        readonly AsyncLocal<Attachment?> _slot = new();

        public override CarrierCapabilities Capabilities => CarrierCapabilities.None;

        protected override Attachment? Slot
        {
            get => _slot.Value;
            set => _slot.Value = value;
        }
    }
}
