namespace Stackbilt.Observability;

/// <summary>
/// Where keys are in a list that is being filled: a hash table of places, on the stack. It knows nothing but the places;
/// the keys are in the list.
/// </summary>
readonly ref struct AttributeKeyTable(Span<byte> table)
{
    /// <summary>So that the table is never more than half full.</summary>
    public const int MostKeys = TableSize / 2;

    public const int TableSize = 256;

    readonly Span<byte> _table = table;

    /// <summary>Where the key is, or else the first free place, which it takes from now on.</summary>
    public int PlaceOf(string key, ReadOnlySpan<SpanAttribute> items, int used)
    {
        var slot = key.GetHashCode() & (TableSize - 1);
        // A place is kept as its number and one, since 0 is an empty slot.
        while (_table[slot] is var taken and not 0)
        {
            if (items[taken - 1].Key == key)
                return taken - 1;

            slot = (slot + 1) & (TableSize - 1);
        }

        _table[slot] = (byte)(used + 1);
        return used;
    }
}
