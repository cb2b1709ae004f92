using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// An attachment that has changed <see cref="Activity.Current"/>: it knows what is current inside it and what was outside. Once
/// its span has ended, or its scope was closed, it says where a flow goes that comes back to the one inside.
/// </summary>
class FollowedAttachment(Attachment? outer, SpanReference? reference, Activity? inside, Activity? outside)
    : Attachment(outer, reference)
{
    static readonly SpanReference Ended = SpanReference.CreateEmpty();

    internal override Activity? Inside => inside;

    /// <summary>Changed only for a list that is being made, or where the one that was there has stopped.</summary>
    public Activity? Outside { get; set; } = outside;

    /// <summary>What has stopped is outside nobody any more: what is left of it is the same for every flow that shares this.</summary>
    public void Settle()
    {
        if (Outside is { IsStopped: true })
            Outside = FollowingActivity.Outside(this);
    }

    /// <summary>
    /// Its scope was closed before what is inside it: attachments right inside are outside now, and something else that was
    /// started there finds the way out by what stays.
    /// </summary>
    /// <param name="top">The attachments inside, of a list that is being made; null for none.</param>
    /// <param name="outer">What is outside.</param>
    public Attachment? CloseUnder(Attachment? top, Attachment? outer)
    {
        var left = FollowingActivity.Outside(this);
        var rightInside = top;
        for (var attachment = top; attachment is not null; attachment = attachment.Outer)
        {
            if (attachment is FollowedAttachment { HasEnded: false })
                rightInside = attachment;
        }

        for (; rightInside is not null; rightInside = rightInside.Outer)
        {
            if (rightInside is FollowedAttachment next && ReferenceEquals(FollowingActivity.Outside(next), inside))
                next.Outside = left;
        }

        return inside is null || ReferenceEquals(inside, left) ? outer : new FollowedAttachment(outer, Ended, inside, left);
    }

    private protected override Attachment CopyAlone() => new FollowedAttachment(outer: null, Reference, inside, Outside);
}

/// <summary>The same with a scope that can close it.</summary>
sealed class FollowedScopedAttachment(Attachment? outer, AttachmentScope scope, Activity? inside, Activity? outside)
    : FollowedAttachment(outer, scope.Reference, inside, outside)
{
    internal override AttachmentScope? Scope => scope;

    private protected override Attachment CopyAlone() => new FollowedScopedAttachment(outer: null, scope, Inside, Outside);
}
