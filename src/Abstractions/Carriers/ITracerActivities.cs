using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>What a carrier may ask of the tracer over it, where spans are the platform's activities.</summary>
/// <remarks>Implemented by a tracer. Safe from any thread; never throws.</remarks>
public interface ITracerActivities
{
    /// <summary>Whether something listens to the tracer's spans, so that they are activities. One field read.</summary>
    bool AreHeard { get; }

    /// <summary>The span that an activity is, no matter which code started it.</summary>
    /// <param name="activity">The activity, running; not null.</param>
    /// <returns>
    /// The span; null where the activity's ids are not W3C's. Two calls may answer two objects: they are equal, and the same span.
    /// Allocates the first time that a thread asks for an activity, and nothing while it asks for the same.
    /// </returns>
    Span? SpanOf(Activity activity);

    /// <summary>What was current in this flow where an activity was started that has just become current.</summary>
    /// <param name="started">The activity; not null.</param>
    /// <returns>Null where nothing was current.</returns>
    Activity? OutsideOf(Activity started);
}
