namespace Stackbilt.Observability;

/// <summary>
/// Attributes, one per key: a later value of a key replaces the earlier one in its place. Not thread-safe. One reference:
/// an array, of which the used places are those before the first without a key; or <see cref="ManyAttributes"/>, once it would
/// grow beyond as many keys as can be looked through one by one.
/// </summary>
struct SpanAttributeList
{
    const int FirstSize = 4;
    const int ManyAtOnce = 8;

    object? _items;

    public SpanAttributeList(ReadOnlySpan<SpanAttribute> attributes)
    {
        if (attributes.IsEmpty)
            return;

        if (attributes.Length > AttributeKeyTable.MostKeys)
        {
            _items = ManyAttributes.Of(attributes).Items.ToArray();
            return;
        }

        var items = new SpanAttribute[attributes.Length];
        _items = items;
        if (attributes.Length > ManyAtOnce)
            SetMany(items, attributes);
        else
            Set(attributes);
    }

    /// <summary>Goes on with the array of a list that is not used any more.</summary>
    public static SpanAttributeList Over(SpanAttribute[]? array) => new() { _items = array };

    /// <summary>A link whose attributes are one per key.</summary>
    public static SpanLink LinkTo(SpanContext context, ReadOnlySpan<SpanAttribute> attributes) =>
        new(context, new SpanAttributeList(attributes).Items.Span);

    /// <summary>Of a list that was only made: with free places at its end, perhaps; null where nothing was set.</summary>
    public readonly SpanAttribute[]? Array => (SpanAttribute[]?)_items;

    /// <summary>The used places. Not copied.</summary>
    public readonly ReadOnlyMemory<SpanAttribute> Items
    {
        get
        {
            if (_items is ManyAttributes many)
                return many.Items;

            // Full in most cases: the attributes known at the start.
            var items = Array;
            if (items is null or [] || items[^1].Key is not null)
                return items;

            var count = 0;
            while (items[count].Key is not null)
                count++;

            return items.AsMemory(0, count);
        }
    }

    public void Set(ReadOnlySpan<SpanAttribute> attributes) => Set(attributes, int.MaxValue);

    /// <summary>With no more keys than a limit.</summary>
    /// <returns>How many were dropped.</returns>
    public int Set(ReadOnlySpan<SpanAttribute> attributes, int limit)
    {
        var dropped = 0;
        foreach (ref readonly var attribute in attributes)
            dropped += Set(in attribute, limit) ? 0 : 1;

        return dropped;
    }

    /// <summary>Into an empty list: with a table of the keys, so that not every key is compared with all before it.</summary>
    void SetMany(SpanAttribute[] items, ReadOnlySpan<SpanAttribute> attributes)
    {
        Span<byte> table = stackalloc byte[AttributeKeyTable.TableSize];
        var keys = new AttributeKeyTable(table);
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

            var place = keys.PlaceOf(attribute.Key, items, used);
            items[place] = attribute;
            if (place == used)
                used++;
        }
    }

    bool Set(in SpanAttribute attribute, int limit) =>
        attribute.Key is null || (_items is ManyAttributes many ? many.Set(in attribute, limit) : Set(Array, in attribute, limit));

    bool Set(SpanAttribute[]? items, in SpanAttribute attribute, int limit)
    {
        var place = PlaceOf(items, attribute.Key);
        if (!attribute.HasValue)
        {
            RemoveAt(items, place);
            return true;
        }

        if (place >= limit)
            return false;

        if (items is null)
        {
            items = new SpanAttribute[FirstSize];
        }
        else if (place == items.Length)
        {
            if (place >= AttributeKeyTable.MostKeys)
            {
                var many = ManyAttributes.Of(items);
                many.Set(in attribute, limit);
                _items = many;
                return true;
            }

            System.Array.Resize(ref items, Math.Max(FirstSize, items.Length * 2));
        }

        items[place] = attribute;
        _items = items;
        return true;
    }

    static void RemoveAt(SpanAttribute[]? items, int place)
    {
        if (items is null || place == items.Length)
            return;

        System.Array.Copy(items, place + 1, items, place, items.Length - place - 1);
        items[^1] = default;
    }

    /// <summary>Where the key is, or else the first free place, or else the length.</summary>
    static int PlaceOf(SpanAttribute[]? items, string key)
    {
        if (items is null)
            return 0;

        var place = 0;
        while (place < items.Length && items[place].Key is { } taken && taken != key)
            place++;

        return place;
    }
}
