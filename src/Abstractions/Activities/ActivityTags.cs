using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>Our attributes as the platform keeps them.</summary>
static class ActivityTags
{
    /// <summary>One per key, since the platform keeps all that it is given at the start; null for none.</summary>
    public static KeyValuePair<string, object?>[]? AtStart(ReadOnlySpan<SpanAttribute> attributes)
    {
        var most = 0;
        foreach (ref readonly var attribute in attributes)
            most += attribute.HasValue ? 1 : 0;

        if (most == 0)
            return null;

        var tags = new KeyValuePair<string, object?>[most];
        var count = 0;
        // A bit for each length that a key had so far: most keys need not be compared with any other.
        var lengths = 0UL;
        foreach (ref readonly var attribute in attributes)
        {
            if (attribute.Key is not { } key)
                continue;

            var length = 1UL << (key.Length & 63);
            if ((lengths & length) != 0)
                count = Put(tags, count, key, attribute.Value);
            else if (attribute.HasValue)
                tags[count++] = new(key, attribute.Value);

            lengths |= length;
        }

        return count == most ? tags : tags.AsSpan(0, count).ToArray();
    }

    /// <summary>One per key; null for none.</summary>
    public static ActivityTagsCollection? Of(ReadOnlySpan<SpanAttribute> attributes)
    {
        if (attributes.IsEmpty)
            return null;

        var tags = new ActivityTagsCollection();
        foreach (ref readonly var attribute in attributes)
        {
            if (attribute.Key is not null)
                tags[attribute.Key] = attribute.Value;
        }

        return tags;
    }

    /// <summary>Null takes the key away.</summary>
    static int Put(KeyValuePair<string, object?>[] tags, int count, string key, object? value)
    {
        var place = 0;
        while (place < count && tags[place].Key != key)
            place++;

        if (value is null)
        {
            if (place == count)
                return count;

            tags.AsSpan(place + 1, count - place - 1).CopyTo(tags.AsSpan(place));
            return count - 1;
        }

        tags[place] = new(key, value);
        return place == count ? count + 1 : count;
    }
}
