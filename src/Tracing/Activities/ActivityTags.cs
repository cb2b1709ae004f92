using System.Diagnostics;
using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>Our attributes as the platform keeps them, and back.</summary>
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

        return count == most ? tags : tags[..count];
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

            tags.AsSpan((place + 1)..count).CopyTo(tags.AsSpan(place));
            return count - 1;
        }

        tags[place] = new(key, value);
        return place == count ? count + 1 : count;
    }

    public static SpanAttribute[] ToAttributes(IEnumerable<KeyValuePair<string, object?>> tags)
    {
        var attributes = new List<SpanAttribute>();
        foreach (var (key, value) in tags)
        {
            if (key is not null && value is not null)
                attributes.Add(ToAttribute(key, value));
        }

        return [.. attributes];
    }

    static SpanAttribute ToAttribute(string key, object value) => value switch
    {
        string text => new(key, text),
        bool boolean => new(key, boolean),
        double or float => new(key, Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        long or int or short or sbyte or byte or ushort or uint => new(key, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        string[] several => new(key, several),
        long[] several => new(key, several),
        int[] several => new(key, several),
        double[] several => new(key, several),
        bool[] several => new(key, several),
        _ => new(key, TextOf(value)),
    };

    /// <summary>A class of the user's can override this, and then it can throw.</summary>
    static string? TextOf(object value)
    {
        try
        {
            return value is IEnumerable<object?> several
                ? string.Join(',', several)
                : Convert.ToString(value, CultureInfo.InvariantCulture);
        }
        catch (Exception)
        {
            return value.GetType().FullName;
        }
    }
}
