namespace Stackbilt.Observability;

/// <summary>
/// What few spans have, in an object of its own so that the others stay small; also the lock of all changes. The attributes
/// of the start, which the span had in this object's place, are in here as well.
/// </summary>
sealed class SpanDetails(SpanAttribute[]? first)
{
    SpanAttributeList _attributes = SpanAttributeList.Over(first);

    public InstrumentationScope? Scope { get; init; }

    public List<SpanEvent>? Events { get; private set; }

    public List<SpanLink>? Links { get; private set; }

    public string? StatusDescription { get; set; }

    public Exception? LastException { get; set; }

    public int DroppedAttributes { get; set; }

    public int DroppedEvents { get; private set; }

    public int DroppedLinks { get; private set; }

    public ReadOnlyMemory<SpanAttribute> Attributes => _attributes.Items;

    public void Set(ReadOnlySpan<SpanAttribute> attributes, SpanLimits limits) =>
        DroppedAttributes += _attributes.Set(limits.Shortened(attributes), limits.AttributeCountLimit);

    public void Add(SpanEvent added, SpanLimits limits)
    {
        if (Events is { } events ? events.Count < limits.EventCountLimit : limits.EventCountLimit > 0)
            (Events ??= []).Add(added);
        else
            DroppedEvents++;
    }

    public void Add(SpanLink added, SpanLimits limits)
    {
        if (Links is { } links ? links.Count < limits.LinkCountLimit : limits.LinkCountLimit > 0)
            (Links ??= []).Add(added);
        else
            DroppedLinks++;
    }
}
