namespace Stackbilt.Observability;

/// <summary>
/// Attributes in such number that to compare each key with all others would take too long: the places of the keys are in a
/// dictionary. Not thread-safe.
/// </summary>
/// <remarks>A key that is taken away leaves a gap. The gaps are closed together, so that one removal does not move all others.</remarks>
sealed class ManyAttributes
{
    readonly Dictionary<string, int> _places;
    SpanAttribute[] _items;
    int _end;

    ManyAttributes(int size)
    {
        _places = new Dictionary<string, int>(size);
        _items = new SpanAttribute[size];
    }

    /// <summary>One per key, the last value of each in the place of the first.</summary>
    public static ManyAttributes Of(ReadOnlySpan<SpanAttribute> attributes)
    {
        var many = new ManyAttributes(attributes.Length);
        foreach (ref readonly var attribute in attributes)
        {
            if (attribute.Key is not null)
                many.Set(in attribute, int.MaxValue);
        }

        return many;
    }

    /// <summary>The attributes, without gaps. Not copied.</summary>
    public ReadOnlyMemory<SpanAttribute> Items
    {
        get
        {
            CloseGaps();
            return _items.AsMemory(0, _end);
        }
    }

    /// <param name="attribute">Has a key.</param>
    /// <param name="limit">The most keys.</param>
    /// <returns>False where it was dropped, because it would be one too many.</returns>
    public bool Set(in SpanAttribute attribute, int limit)
    {
        if (!attribute.HasValue)
        {
            if (_places.Remove(attribute.Key, out var left))
                _items[left] = default;
        }
        else if (_places.TryGetValue(attribute.Key, out var place))
        {
            _items[place] = attribute;
        }
        else if (_places.Count < limit)
        {
            Add(in attribute);
        }
        else
        {
            return false;
        }

        return true;
    }

    void Add(in SpanAttribute attribute)
    {
        if (_end == _items.Length)
        {
            CloseGaps();
            // After that at least half is free again, so that what is moved is paid for by what was added or taken away.
            if (_end > _items.Length / 2)
                Array.Resize(ref _items, _items.Length * 2);
        }

        _places.Add(attribute.Key, _end);
        _items[_end++] = attribute;
    }

    void CloseGaps()
    {
        if (_places.Count == _end)
            return;

        var kept = 0;
        foreach (ref readonly var attribute in _items.AsSpan(0, _end))
        {
            if (attribute.Key is null)
                continue;

            _places[attribute.Key] = kept;
            _items[kept++] = attribute;
        }

        Array.Clear(_items, kept, _end - kept);
        _end = kept;
    }
}
