namespace Stackbilt.Observability;

/// <summary>
/// What few spans have, in an object of its own so that the others stay small; also the lock of all changes. The attributes
/// of the start, which the span had in this object's place, are in here as well.
/// </summary>
sealed class SpanDetails(SpanAttribute[]? first)
{
    SpanAttributeList _attributes = SpanAttributeList.Over(first);

    public InstrumentationScope? Scope { get; init; }

    public List<SpanEvent>? Events { get; set; }

    public List<SpanLink>? Links { get; set; }

    public string? StatusDescription { get; set; }

    public Exception? LastException { get; set; }

    public ReadOnlyMemory<SpanAttribute> Attributes => _attributes.Items;

    public void Set(ReadOnlySpan<SpanAttribute> attributes) => _attributes.Set(attributes);
}
