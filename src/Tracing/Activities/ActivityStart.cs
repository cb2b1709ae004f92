using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>What an activity is made with, before anything current is touched.</summary>
readonly ref struct ActivityStart(ActivitySource source, string name, SpanKind kind, ReadOnlySpan<SpanAttribute> attributes)
{
    readonly ReadOnlySpan<SpanAttribute> _attributes = attributes;

    public ActivitySource Source => source;

    /// <summary>A parent that is known by its ids only; <c>default</c> where there is none, or where it is current.</summary>
    public ActivityContext Parent { get; init; }

    /// <summary>The trace that begins here, where there is no parent; <c>default</c> for a new one.</summary>
    public TraceId TraceId { get; init; }

    /// <summary>The flags of that trace.</summary>
    public TraceFlags TraceFlags { get; init; }

    /// <summary>Links and a start time; null where there are none.</summary>
    public StartDetails? Details { get; init; }

    /// <summary>What it has in place of its parent's; null for that.</summary>
    public Baggage? Baggage { get; init; }

    public Activity? Create()
    {
        var created = CreateNow();
        if (Details?.StartTime is { } startTime)
            created?.SetStartTime(startTime.UtcDateTime);

        return created;
    }

    Activity? CreateNow()
    {
        var created = Create(Parent);
        if (created is null || !TraceId.IsValid)
            return created;

        // To a sampler, a context with a trace in it is a parent. So it decides without one, and is then told what it decided.
        var flags = created.ActivityTraceFlags | ((ActivityTraceFlags)TraceFlags & KnownTraceFlags.Random);
        return Create(new ActivityContext(TraceId.ToActivityTraceId(), default, flags));
    }

    Activity? Create(ActivityContext parent) => source.CreateActivity(
        name,
        kind.ToActivityKind(),
        parent,
        ActivityTags.AtStart(_attributes),
        Details?.ActivityLinks,
        ActivityIdFormat.W3C);
}
