using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// The span that is exported in the place of an activity which nobody will ever see, and which stays current all the same, since the
/// carrier keeps nothing ambient. A request that goes out from there names that span.
/// </summary>
static class SpanInPlace
{
    const string Key = "Stackbilt.Observability.InPlace";

    /// <summary>No more than the ids are kept, so that a flow that outlives the request pins no span.</summary>
    public static void Note(Activity unseen, SpanContext context) => unseen.SetCustomProperty(Key, context);

    /// <summary>Null where nothing stands in its place.</summary>
    public static SpanContext? Of(Activity unseen) => unseen.GetCustomProperty(Key) as SpanContext?;
}
