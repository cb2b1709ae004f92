using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// What few spans have, in an object of its own so that the others stay small; also the lock of all changes. What the span
/// had in this object's place is in here as well.
/// </summary>
sealed class SpanDetails
{
    SpanAttributeList _attributes;

    /// <param name="before">An activity, the attributes of the start, or null.</param>
    public SpanDetails(object? before)
    {
        Activity = before as Activity;
        _attributes = SpanAttributeList.Over(before as SpanAttribute[]);
    }

    public SpanDetails(Activity? activity, ReadOnlySpan<SpanAttribute> attributes)
    {
        Activity = activity;
        _attributes = new SpanAttributeList(attributes);
    }

    public Activity? Activity { get; }

    public List<SpanEvent>? Events { get; set; }

    public List<SpanLink>? Links { get; set; }

    public string? StatusDescription { get; set; }

    public Exception? LastException { get; set; }

    public ReadOnlyMemory<SpanAttribute> Attributes => _attributes.Items;

    public void Set(ReadOnlySpan<SpanAttribute> attributes) => _attributes.Set(attributes);
}
