namespace Stackbilt.Observability;

/// <summary>
/// Attributes, one per key: a later value of a key replaces the earlier one in its place. Not thread-safe. One reference,
/// since every span has one of these: the used places are those before the first without a key.
/// </summary>
struct SpanAttributeList
{
    const int FirstSize = 4;

    SpanAttribute[]? _items;

    public SpanAttributeList(ReadOnlySpan<SpanAttribute> attributes)
    {
        if (attributes.IsEmpty)
            return;

        _items = new SpanAttribute[attributes.Length];
        Set(attributes);
    }

    /// <summary>A link whose attributes are one per key.</summary>
    public static SpanLink LinkTo(SpanContext context, ReadOnlySpan<SpanAttribute> attributes) =>
        new(context, [.. new SpanAttributeList(attributes).ToList()]);

    public void Set(ReadOnlySpan<SpanAttribute> attributes)
    {
        foreach (ref readonly var attribute in attributes)
            Set(in attribute);
    }

    public readonly IReadOnlyList<SpanAttribute> ToList()
    {
        if (_items is null or [])
            return [];

        // Full in most cases: the attributes known at the start.
        if (_items[^1].Key is not null)
            return _items;

        var count = 0;
        while (_items[count].Key is not null)
            count++;

        return count == 0 ? [] : _items[..count];
    }

    void Set(in SpanAttribute attribute)
    {
        if (attribute.Key is null)
            return;

        var place = PlaceOf(attribute.Key);
        if (!attribute.HasValue)
        {
            RemoveAt(place);
            return;
        }

        if (_items is null)
            _items = new SpanAttribute[FirstSize];
        else if (place == _items.Length)
            Array.Resize(ref _items, _items.Length * 2);

        _items[place] = attribute;
    }

    readonly void RemoveAt(int place)
    {
        if (_items is null || place == _items.Length)
            return;

        Array.Copy(_items, place + 1, _items, place, _items.Length - place - 1);
        _items[^1] = default;
    }

    /// <summary>Where the key is, or else the first free place, or else the length.</summary>
    readonly int PlaceOf(string key)
    {
        if (_items is null)
            return 0;

        var place = 0;
        while (place < _items.Length && _items[place].Key is { } taken && taken != key)
            place++;

        return place;
    }
}
