using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>What of a trace's flags is sent on, and who says that its id is random.</summary>
static class KnownTraceFlags
{
    // The platform has no name for it before .NET 11, but keeps the bit.
    public const ActivityTraceFlags Random = (ActivityTraceFlags)TraceFlags.Random;

    /// <summary>Whether the platform's own trace ids are random: where the application has not brought a generator of its own.</summary>
    public static bool PlatformIsRandom => Activity.TraceIdGenerator is null;

    /// <summary>Those that have a name: the standard asks everybody to clear the others.</summary>
    public static TraceFlags Known(this TraceFlags flags) => flags & (TraceFlags.Sampled | TraceFlags.Random);

    /// <summary>Two digits, as they are sent.</summary>
    public static string Hex(this TraceFlags flags) => flags.Known() switch
    {
        TraceFlags.Sampled | TraceFlags.Random => "03",
        TraceFlags.Sampled => "01",
        TraceFlags.Random => "02",
        _ => "00",
    };

    public static TraceFlags Flags(this SpanStartFlags startFlags) =>
        (TraceFlags)(startFlags & SpanStartFlags.Sampled) | ((startFlags & SpanStartFlags.Random) != 0 ? TraceFlags.Random : TraceFlags.None);

    public static SpanStartFlags StartFlags(this TraceFlags flags) =>
        (flags & TraceFlags.Random) != 0 ? SpanStartFlags.Random : SpanStartFlags.None;

    /// <summary>A new trace of the platform's has a random id; of a trace that goes on, the one that began it knows.</summary>
    /// <param name="created">An activity that has not started, so that nobody has read its id.</param>
    /// <param name="parent">What it will be below; null where it begins a trace.</param>
    public static void KeepRandom(Activity created, Activity? parent)
    {
        if (parent is null ? PlatformIsRandom : (parent.ActivityTraceFlags & Random) != 0)
            created.ActivityTraceFlags |= Random;
    }
}
