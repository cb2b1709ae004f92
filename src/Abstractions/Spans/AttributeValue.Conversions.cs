using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>What converts to a value.</summary>
public readonly partial struct AttributeValue
{
    const string RoundTrip = "O";

    /// <summary>A string. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(string? value) => new(value, 0);

    /// <summary>An integer.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(long value) => new(Integer, value);

    /// <summary>A floating-point number.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(double value) => new(FloatingPoint, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A boolean.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(bool value) => new(Boolean, value ? 1 : 0);

    /// <summary>A character, as a string.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(char value) => new(value.ToString(), 0);

    /// <summary>An integer or none. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(long? value) => value is { } known ? known : default(AttributeValue);

    /// <summary>A floating-point number or none. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(double? value) => value is { } known ? known : default(AttributeValue);

    /// <summary>A boolean or none. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(bool? value) => value is { } known ? known : default(AttributeValue);

    /// <summary>A character or none. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(char? value) => value is { } known ? known : default(AttributeValue);

    /// <summary>A decimal number, as a string: no floating-point number can hold them all. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>A GUID, as a string. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(Guid? value) => value?.ToString();

    /// <summary>An enum, as the string of its name. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(Enum? value) => value?.ToString();

    /// <summary>A date, as a string of ISO 8601. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(DateTime? value) => value?.ToString(RoundTrip, CultureInfo.InvariantCulture);

    /// <summary>A date, as a string of ISO 8601. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(DateTimeOffset? value) => value?.ToString(RoundTrip, CultureInfo.InvariantCulture);

    /// <summary>A duration, as seconds. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(TimeSpan? value) => value?.TotalSeconds;

    /// <summary>Strings. Copied. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(string[]? value) => new(value?.Clone(), 0);

    /// <summary>Integers. Copied. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(long[]? value) => new(value?.Clone(), 0);

    /// <summary>Integers. Copied. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(int[]? value) => new(value is null ? null : Array.ConvertAll(value, static one => (long)one), 0);

    /// <summary>Floating-point numbers. Copied. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(double[]? value) => new(value?.Clone(), 0);

    /// <summary>Booleans. Copied. Null says "no value".</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AttributeValue(bool[]? value) => new(value?.Clone(), 0);
}
