namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Claims to flow across awaits until it has a span to carry there.</summary>
[CaughtBy("ASYNC-49", "DEGR-03")]
sealed class StopsClaimingCarrier : SoundCarrier
{
    int _asked;

    public override CarrierCapabilities Capabilities =>
        Interlocked.Increment(ref _asked) > 1 && Entries.Length == 0 ? Everything & ~CarrierCapabilities.FlowsAcrossAwait : Everything;
}

/// <summary>Tells the caller's loop of each attachment.</summary>
[CaughtBy("ASYNC-50")]
sealed class PostsToLoopCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        SynchronizationContext.Current?.Post(static _ => { }, null);
        return base.Attach(span);
    }
}

/// <summary>Makes all scopes with the same attachment, and closes whatever is on top.</summary>
[CaughtBy("SCOPE-22")]
sealed class OneKeyCarrier : SoundCarrier, IScopeOwner
{
    public override CarrierScope Attach(Span? span)
    {
        base.Attach(span);
        return new CarrierScope(span, this, this);
    }

    DetachResult IScopeOwner.Detach(object attachment) => Entries is [.., var top] ? Close(top) : default;
}
