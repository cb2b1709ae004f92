namespace Stackbilt.Observability;

/// <summary>
/// A carrier that stands for another one, which can be exchanged while the program runs: new traces travel by the one in
/// use, and a trace that has begun stays with the one that it began with.
/// </summary>
/// <remarks>
/// <para>
/// For a program that wants to go on with another carrier when the first one fails; give it to a <see cref="Tracer"/>, whose
/// spans know which carrier their trace began with. A span of another make is attached by the carrier in use, and stays with
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
    bool _staysBehindAtAwait;
    // Weak: a tracer reaches its processors, and a carrier may outlive it.
    WeakReference<ITracerActivities>? _activities;

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
                if (_activities is { } tracer && tracer.TryGetTarget(out var activities))
                    _ = carrier.Follow(activities);

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

            return follows;
        }
    }
}
