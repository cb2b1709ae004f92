using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>What is active where activities are adopted: the platform's current one, or an attachment inside it.</summary>
static class AdoptedActivity
{
    public static Span? Innermost(Attachment? slot, Activity? current, ITracerActivities? activities)
    {
        current = FollowingActivity.Standing(current, slot);
        for (var attached = slot; attached is not null; attached = attached.Outer)
        {
            var span = attached.Reference?.Target;
            // An activity that other code stops does not empty the reference to its span.
            if (attached.Reference is not null && span is not { HasEnded: false })
                continue;

            if (IsInnermost(attached, current))
                return span;

            break;
        }

        return current is null ? null : SpanOf(current, activities);
    }

    /// <summary>What a tracer of another kind throws is reported.</summary>
    public static Span? SpanOf(Activity running, ITracerActivities? activities)
    {
        try
        {
            return activities?.SpanOf(running);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(activities!, nameof(ITracerActivities.SpanOf), exception);
            return null;
        }
    }

    /// <summary>Whether nothing was started inside it that still runs: then the platform has what it had when it was attached.</summary>
    static bool IsInnermost(Attachment attached, Activity? current) =>
        ReferenceEquals(current, FollowingActivity.Standing(attached.Inside, attached));
}
