using System.Diagnostics;
using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>Our attributes as the platform keeps them, and back.</summary>
static class ActivityTags
{
    /// <summary>One per key, as the platform would keep all that it is given at the start; null for none.</summary>
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

    /// <summary>Whoever set it can have overridden this, and then it can throw.</summary>
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
