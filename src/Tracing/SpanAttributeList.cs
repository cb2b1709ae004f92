namespace Stackbilt.Observability;

/// <summary>Attributes, one per key: a later value of a key replaces the earlier one in its place. Not thread-safe.</summary>
struct SpanAttributeList
{
    SpanAttribute[]? _items;
    int _count;

    public SpanAttributeList(ReadOnlySpan<SpanAttribute> attributes)
    {
        if (attributes.IsEmpty)
            return;

        _items = new SpanAttribute[attributes.Length];
        Set(attributes);
    }

    public readonly int Count => _count;

    /// <summary>A link whose attributes are one per key.</summary>
    public static SpanLink LinkTo(SpanContext context, ReadOnlySpan<SpanAttribute> attributes)
    {
        var distinct = new SpanAttributeList(attributes);
        return new SpanLink(context, distinct._items.AsSpan(0, distinct._count));
    }

    public void Set(ReadOnlySpan<SpanAttribute> attributes)
    {
        foreach (ref readonly var attribute in attributes)
            Set(in attribute);
    }

    public readonly IReadOnlyList<SpanAttribute> ToList() =>
        _items is null || _count == 0 ? [] : _items.Length == _count ? _items : _items[.._count];

    void Set(in SpanAttribute attribute)
    {
        if (attribute.Key is null)
            return;

        var index = IndexOf(attribute.Key);
        if (!attribute.HasValue)
            RemoveAt(index);
        else if (index >= 0)
            _items![index] = attribute;
        else
            Add(in attribute);
    }

    void Add(in SpanAttribute attribute)
    {
        if (_items is null)
            _items = new SpanAttribute[4];
        else if (_count == _items.Length)
            Array.Resize(ref _items, _count * 2);

        _items[_count++] = attribute;
    }

    void RemoveAt(int index)
    {
        if (index < 0)
            return;

        _count--;
        Array.Copy(_items!, index + 1, _items!, index, _count - index);
        _items![_count] = default;
    }

    readonly int IndexOf(string key)
    {
        for (var index = 0; index < _count; index++)
        {
            if (_items![index].Key == key)
                return index;
        }

        return -1;
    }
}
