using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>What is set on a span, as its activity keeps it.</summary>
static class ActivityChanges
{
    public static void SetTags(this Activity activity, ReadOnlySpan<SpanAttribute> attributes)
    {
        foreach (ref readonly var attribute in attributes)
        {
            if (attribute.Key is not null)
                activity.SetTag(attribute.Key, attribute.Value);
        }
    }

    /// <summary>That the work came out well is final.</summary>
    public static void SetOutcome(this Activity activity, SpanStatus status, string? description)
    {
        if (activity.Status == ActivityStatusCode.Ok)
            return;

        if (status == SpanStatus.Error)
            activity.SetStatus(ActivityStatusCode.Error, description);
        else
            activity.SetStatus(ActivityStatusCode.Ok);
    }
}
