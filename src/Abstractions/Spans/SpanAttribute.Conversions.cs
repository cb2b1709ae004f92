namespace Stackbilt.Observability;

/// <summary>
/// A pair of key and value as an attribute. Each kind of value is named, since the compiler does not look through a pair for a
/// conversion of what is inside.
/// </summary>
public readonly partial struct SpanAttribute
{
    internal const string NoValue =
        "An attribute is a string, a number, a boolean, a date, a duration, an enum, a Guid, or an array of strings, integers, "
        + "floating-point numbers or booleans. Give the text of anything else: ToString().";
    internal const string NoUnsigned = "An attribute has no unsigned integer of 64 bits. Cast it to long, or give its text: ToString().";

    /// <summary>A string. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, string? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>An integer.</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, long Value) pair) => new(pair.Key, pair.Value);

    /// <summary>A floating-point number.</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, double Value) pair) => new(pair.Key, pair.Value);

    /// <summary>A boolean.</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, bool Value) pair) => new(pair.Key, pair.Value);

    /// <summary>A character, as a string.</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, char Value) pair) => new(pair.Key, pair.Value);

    /// <summary>An integer or none. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, long? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>A floating-point number or none. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, double? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>A boolean or none. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, bool? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>A character or none. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, char? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>A decimal number, as a string: no floating-point number can hold them all. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, decimal? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>A GUID, as a string. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, Guid? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>An enum, as the string of its name. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, Enum? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>A date, as a string of ISO 8601. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, DateTime? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>A date, as a string of ISO 8601. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, DateTimeOffset? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>A duration, as seconds. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, TimeSpan? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>Strings. Copied. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, string[]? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>Integers. Copied. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, long[]? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>Integers. Copied. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, int[]? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>Floating-point numbers. Copied. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, double[]? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>Booleans. Copied. Null says "no value".</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, bool[]? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>Does not compile: what is no value of an attribute is found before the program runs.</summary>
    /// <param name="pair">Key and value.</param>
    [Obsolete(NoValue, error: true)]
    public static implicit operator SpanAttribute((string Key, object? Value) pair) => new(pair.Key, pair.Value?.ToString());
}
