using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// An ambient carrier whose attachments <see cref="Activity.Current"/> follows, so that what the platform starts inside
/// (HttpClient's span) becomes a child of the active span. Where nobody listens it adds one type check.
/// </summary>
sealed class ActivityFollowingCarrier(IContextCarrier inner, CarrierCapabilities capabilities, ActivitySource source)
    : IContextCarrier, IScopeOwner
{
    public CarrierCapabilities Capabilities =>
        inner is SwitchableCarrier or StrictCarrier { Inner: SwitchableCarrier } ? inner.Capabilities : capabilities;

    public Span? Current => CurrentActivity.Active(inner);

    public CarrierScope Attach(Span? span)
    {
        CarrierScope scope;
        try
        {
            scope = inner.Attach(span);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(inner, nameof(Attach), exception);
            return default;
        }

        var followed = (span as RecordingSpan)?.Activity;
        var isFollowed = span is null ? source.HasListeners() : followed is { IsStopped: false };
        var before = isFollowed ? Activity.Current : null;
        if (!isFollowed || ReferenceEquals(before, followed))
            return scope;

        CurrentActivity.Enter(followed, before);
        return new CarrierScope(scope.Span, this, new FollowedScope(scope, followed, before));
    }

    public void AttachUntilEnd(Span span)
    {
        ArgumentNullException.ThrowIfNull(span);
        try
        {
            inner.AttachUntilEnd(span);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(inner, nameof(AttachUntilEnd), exception);
            return;
        }

        // Its end takes it back.
        if ((span as RecordingSpan)?.Activity is { IsStopped: false } followed && !ReferenceEquals(Activity.Current, followed))
            CurrentActivity.Enter(followed, Activity.Current);
    }

    DetachResult IScopeOwner.Detach(object attachment)
    {
        var closed = (FollowedScope)attachment;
        var result = WrappedScope.Detach(closed.Scope);
        switch (result.Outcome)
        {
            case DetachOutcome.WrongFlow or DetachOutcome.AlreadyDetached:
                break;
            case DetachOutcome.OutOfOrder:
                CurrentActivity.Leave(closed.Followed, closed.Before);
                if (ReferenceEquals(Activity.Current, closed.Followed))
                    GoBack(closed.Before);

                break;
            case var _ when CurrentActivity.IsStanding(closed.Before):
                Activity.Current = closed.Before;
                break;
            default:
                GoBack(closed.Before);
                break;
        }

        return result;
    }

    void GoBack(Activity? before) =>
        Activity.Current = CurrentActivity.OfActive(inner) ?? CurrentActivity.Outside(before);

    sealed record FollowedScope(CarrierScope Scope, Activity? Followed, Activity? Before);
}
