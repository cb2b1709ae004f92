using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// The span that is exported in the place of an activity which nobody will ever see, and which stays current all the same: the
/// carrier keeps nothing ambient, or the span has ended. A request that goes out from there names that span.
/// </summary>
static class SpanInPlace
{
    const string Key = "Stackbilt.Observability.InPlace";

    /// <summary>No more than the ids are kept, so that a flow that outlives the request pins no span.</summary>
    public static void Note(Activity unseen, SpanContext context) => unseen.SetCustomProperty(Key, context);

    /// <summary>Null where nothing stands in its place, or where it is exported itself.</summary>
    public static SpanContext? Of(Activity current)
    {
        for (var activity = current; activity is not null && !activity.Source.HasListeners(); activity = activity.Parent)
        {
            if (activity.GetCustomProperty(Key) is SpanContext context)
                return context;
        }

        return null;
    }
}
