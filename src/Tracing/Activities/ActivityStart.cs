using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>What an activity is made with, before anything current is touched.</summary>
readonly ref struct ActivityStart(ActivitySource source, string name, SpanKind kind, ReadOnlySpan<SpanAttribute> attributes)
{
    readonly ReadOnlySpan<SpanAttribute> _attributes = attributes;

    public ActivitySource Source => source;

    /// <summary>A parent that is known by its ids only; <c>default</c> where there is none, or where it is current.</summary>
    public ActivityContext Parent { get; init; }

    public IReadOnlyList<SpanLink>? Links { get; init; }

    public Activity? Create() => source.CreateActivity(
        name,
        kind.ToActivityKind(),
        Parent,
        ActivityTags.Of(_attributes),
        Links?.Select(static link => new ActivityLink(link.Context.ToActivityContext(), ActivityTags.Of([.. link.Attributes]))),
        ActivityIdFormat.W3C);
}
