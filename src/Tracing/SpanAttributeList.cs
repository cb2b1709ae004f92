namespace Stackbilt.Observability;

/// <summary>
/// Attributes, one per key: a later value of a key replaces the earlier one in its place. Not thread-safe. One reference:
/// the used places are those before the first without a key.
/// </summary>
struct SpanAttributeList
{
    const int FirstSize = 4;
    const int ManyAtOnce = 8;

    SpanAttribute[]? _items;

    public SpanAttributeList(ReadOnlySpan<SpanAttribute> attributes)
    {
        if (attributes.IsEmpty)
            return;

        _items = new SpanAttribute[attributes.Length];
        if (attributes.Length is > ManyAtOnce and <= KeyPlaces.MostKeys)
            SetMany(attributes);
        else
            Set(attributes);
    }

    /// <summary>Goes on with the array of a list that is not used any more.</summary>
    public static SpanAttributeList Over(SpanAttribute[]? array) => new() { _items = array };

    /// <summary>A link whose attributes are one per key.</summary>
    public static SpanLink LinkTo(SpanContext context, ReadOnlySpan<SpanAttribute> attributes) =>
        new(context, new SpanAttributeList(attributes).Items.Span);

    /// <summary>With free places at its end, perhaps; null where nothing was ever set.</summary>
    public readonly SpanAttribute[]? Array => _items;

    /// <summary>The used places. Not copied.</summary>
    public readonly ReadOnlyMemory<SpanAttribute> Items
    {
        get
        {
            // Full in most cases: the attributes known at the start.
            if (_items is null or [] || _items[^1].Key is not null)
                return _items;

            var count = 0;
            while (_items[count].Key is not null)
                count++;

            return _items.AsMemory(0, count);
        }
    }

    public void Set(ReadOnlySpan<SpanAttribute> attributes)
    {
        foreach (ref readonly var attribute in attributes)
            Set(in attribute);
    }

    /// <summary>Into an empty list: with a table of the keys, so that not every key is compared with all before it.</summary>
    void SetMany(ReadOnlySpan<SpanAttribute> attributes)
    {
        Span<byte> table = stackalloc byte[KeyPlaces.TableSize];
        var keys = new KeyPlaces(table);
        var used = 0;
        for (var index = 0; index < attributes.Length; index++)
        {
            ref readonly var attribute = ref attributes[index];
            if (attribute.Key is null)
                continue;

            if (!attribute.HasValue)
            {
                // Taking a key away moves the places of those after it: rare, so the rest is done the plain way.
                Set(attributes[index..]);
                return;
            }

            var place = keys.PlaceOf(attribute.Key, _items, used);
            _items![place] = attribute;
            if (place == used)
                used++;
        }
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
            System.Array.Resize(ref _items, _items.Length * 2);

        _items[place] = attribute;
    }

    readonly void RemoveAt(int place)
    {
        if (_items is null || place == _items.Length)
            return;

        System.Array.Copy(_items, place + 1, _items, place, _items.Length - place - 1);
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
