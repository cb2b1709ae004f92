using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// How <see cref="Activity.Current"/> follows a list of attachments. An activity gives way to its parent when it has stopped, and
/// to what an attachment knows to be outside where that was made current by it.
/// </summary>
static class FollowingActivity
{
    /// <summary>What the flow goes back to when an attachment is gone.</summary>
    public static Activity? Outside(FollowedAttachment gone) => Standing(gone.Outside, gone.Outer);

    /// <summary>The activity itself while it runs and is attached, else what is left around it.</summary>
    /// <param name="activity">The activity; null for none.</param>
    /// <param name="around">The attachments of the flow that can have made it current, innermost first.</param>
    public static Activity? Standing(Activity? activity, Attachment? around)
    {
        while (activity is not null)
        {
            if (!activity.IsStopped && Attachment.IsInsideInnermost(around, activity))
                return activity;

            if (AttachmentOf(activity, around) is { } attached && (attached.HasEnded || activity.IsStopped))
            {
                activity = attached.Outside;
                around = attached.Outer;
            }
            else if (activity.IsStopped)
            {
                activity = activity.Parent;
            }
            else
            {
                return activity;
            }
        }

        return null;
    }

    /// <summary>Whether what is inside something may come back to an attachment that is gone.</summary>
    public static bool Needs(Activity? inside, FollowedAttachment gone)
    {
        for (var activity = inside; activity is not null; activity = activity.Parent)
        {
            if (ReferenceEquals(activity, gone.Inside))
                return true;
        }

        return false;
    }

    /// <summary>Before an attachment is taken away: a flow that is right inside it goes outside.</summary>
    public static void Leave(FollowedAttachment closed, Attachment? top)
    {
        Activity? left;
        do
        {
            var current = Standing(Activity.Current, top);
            left = ReferenceEquals(current, closed.Inside) ? Outside(closed) : current;
        }
        while (!CurrentActivity.TrySet(left));
    }

    static FollowedAttachment? AttachmentOf(Activity activity, Attachment? around)
    {
        for (var attachment = around; attachment is not null; attachment = attachment.Outer)
        {
            if (attachment is FollowedAttachment followed && ReferenceEquals(followed.Inside, activity))
                return followed;
        }

        return null;
    }
}
