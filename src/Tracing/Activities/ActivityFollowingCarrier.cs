using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// An ambient carrier whose attachments <see cref="Activity.Current"/> follows, so that what the platform starts inside
/// (HttpClient's span) becomes a child of the active span. Where nobody listens it adds one type check.
/// </summary>
sealed class ActivityFollowingCarrier(IContextCarrier inner, ActivitySource source) : IContextCarrier, IScopeOwner
{
    public CarrierCapabilities Capabilities => inner.Capabilities;

    public Span? Current => inner.Current;

    public CarrierScope Attach(Span? span)
    {
        var scope = inner.Attach(span);
        var followed = (span as RecordingSpan)?.Activity;
        var isFollowed = span is null ? source.HasListeners() : followed is { IsStopped: false };
        var before = isFollowed ? Activity.Current : null;
        if (!isFollowed || ReferenceEquals(before, followed))
            return scope;

        Activity.Current = followed;
        return new CarrierScope(scope.Span, this, new FollowedScope(scope, before));
    }

    DetachResult IScopeOwner.Detach(object attachment)
    {
        var followed = (FollowedScope)attachment;
        var result = followed.Scope.Detach();
        if (result.Outcome is not (DetachOutcome.WrongFlow or DetachOutcome.AlreadyDetached))
        {
            Activity.Current = (inner.Current as RecordingSpan)?.Activity is { IsStopped: false } activity
                ? activity
                : ActivityTwin.StillRunning(followed.Before);
        }

        return result;
    }

    sealed record FollowedScope(CarrierScope Scope, Activity? Before);
}
