namespace Stackbilt.Observability;

/// <summary>
/// A carrier that stands for another one, which can be exchanged while the program runs: new traces travel by the one in
/// use, and a trace that has begun stays with the one that it began with.
/// </summary>
/// <remarks>
/// <para>
/// For a program that wants to go on with another carrier when the first one fails; give it to a <see cref="Tracer"/>, whose
/// spans know which carrier their trace began with. A span that no tracer has made is attached by the carrier in use, and stays with
/// that one until it is detached.
/// </para>
/// <para>
/// Safe from any thread. Until the first exchange it adds one field read to each call. After that it keeps the order of
/// attachments by itself, in the execution context, so that what one carrier has inside what another has is found first: a
/// second attachment and an array for each scope. Where a carrier flows another way, the two may disagree, and the answer is
/// null.
/// </para>
/// <para>
/// A carrier that throws is let through. Null is attached with all of them or with none: where one throws, those before it
/// are taken back.
/// </para>
/// </remarks>
public sealed partial class SwitchableCarrier : IContextCarrier, IScopeOwner
{
    readonly IContextCarrier _first;
    readonly AsyncLocal<MeantAttachment?> _meant = new();
    readonly object _exchanging = new();
    IContextCarrier _inUse;
    IContextCarrier[]? _several;
    // Weak: a tracer reaches its processors, and a carrier may outlive it.
    WeakReference<ITracerActivities>? _activities;
    bool _follows;
    // Put in use after those that the current activity follows, and not of their kind; null where there is none.
    IContextCarrier? _order;
    IContextCarrier[] _ordered = [];

    /// <summary>Makes a carrier that stands for another one.</summary>
    /// <param name="carrier">In use from the start; not null.</param>
    /// <param name="others">
    /// Those that may be used later. Needed only for one that is ambient and stays behind at an <c>await</c>: the claims are made
    /// once, for all of them. Copied.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> or one of the others is null.</exception>
    public SwitchableCarrier(IContextCarrier carrier, params IContextCarrier[] others)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        ArgumentNullException.ThrowIfNull(others);
        _first = carrier;
        _inUse = carrier;
        Capabilities = carrier.Capabilities;
        foreach (var other in others)
        {
            ArgumentNullException.ThrowIfNull(other, nameof(others));
            if (StaysBehindAtAwait(other))
                Capabilities &= ~CarrierCapabilities.FlowsAcrossAwait;
        }
    }

    /// <summary>The carrier that a trace which starts now travels by.</summary>
    public IContextCarrier InUse => Volatile.Read(ref _inUse);

    IContextCarrier? IContextCarrier.CarrierOfNewTraces
    {
        get
        {
            var inUse = InUse;
            return inUse.CarrierOfNewTraces is { } inside ? new NestedChoice(inUse, inside) : inUse;
        }
    }

    /// <summary>
    /// What the first carrier claims. Where one of the others is ambient and stays behind at an <c>await</c>, not that this one
    /// flows across it: work is then detached before its first <c>await</c>, which is right for every carrier.
    /// </summary>
    public CarrierCapabilities Capabilities { get; }

    /// <inheritdoc />
    public Span? Current => _several is { } several ? CurrentOf(several) : _first.Current;

    /// <summary>Lets new traces travel by a carrier. Traces that have begun stay with theirs.</summary>
    /// <param name="carrier">The carrier; not null. One that was in use before may come back.</param>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="carrier"/> stays behind at an <c>await</c>, and this one claims to flow across it: claims do not change
    /// (DEGR-03). Give it to the constructor.
    /// </exception>
    public void Use(IContextCarrier carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        if ((Capabilities & CarrierCapabilities.FlowsAcrossAwait) != 0 && StaysBehindAtAwait(carrier))
        {
            throw new ArgumentException(
                $"{carrier.GetType().Name} stays behind at an await, and what is claimed already is that the active span flows across. "
                + "Give it to the constructor of the SwitchableCarrier.",
                nameof(carrier));
        }

        lock (_exchanging)
        {
            var known = _several ?? [_first];
            if (Array.IndexOf(known, carrier) < 0)
            {
                if (_activities is { } tracer && tracer.TryGetTarget(out var activities) && !carrier.Follow(activities) && _follows)
                {
                    _order ??= new AttachmentOrder(activities);
                    _ordered = [.. _ordered, carrier];
                }

                Volatile.Write(ref _several, [.. known, carrier]);
            }

            // The last, so that who sees it in use finds it among the several.
            Volatile.Write(ref _inUse, carrier);
        }
    }

    /// <inheritdoc />
    public CarrierScope Attach(Span? span) => Volatile.Read(ref _several) is not { } several ? _first.Attach(span)
        : span is null ? Mask(several)
        : Attach(several, span);

    /// <inheritdoc />
    public void AttachUntilEnd(Span span)
    {
        ArgumentNullException.ThrowIfNull(span);
        if (Volatile.Read(ref _several) is { } several)
            AttachUntilEnd(several, span);
        else
            _first.AttachUntilEnd(span);
    }

    /// <inheritdoc />
    public void AfterEnd(Span? span)
    {
        if (Volatile.Read(ref _several) is not { } several)
        {
            _first.AfterEnd(span);
            return;
        }

        foreach (var carrier in several)
            carrier.AfterEnd(span);

        _order?.AfterEnd(span);
    }

    /// <inheritdoc />
    public bool Follow(ITracerActivities activities)
    {
        lock (_exchanging)
        {
            _activities = new WeakReference<ITracerActivities>(activities);
            var follows = true;
            foreach (var carrier in _several ?? [_first])
                follows &= carrier.Follow(activities);

            return _follows = follows;
        }
    }

    static bool StaysBehindAtAwait(IContextCarrier carrier) =>
        (carrier.Capabilities & (CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait)) == CarrierCapabilities.Ambient;
}
