using System.Globalization;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>
/// The value of an attribute: a string, an integer, a floating-point number, a boolean, or an array of one of these
/// (OpenTelemetry specification, "Attribute"). What people have converts to it; what cannot be a value does not compile.
/// </summary>
/// <remarks>
/// A value of 16 bytes; numbers and booleans are not boxed. Dates, enums, GUIDs and decimals become strings when they are converted, and
/// arrays are copied, which allocates. <c>default</c> is no value. Safe from any thread.
/// </remarks>
public readonly partial struct AttributeValue : IEquatable<AttributeValue>
{
    // A string and an array are their own markers; the other types are told apart by one of these, the value being in the bits.
    static readonly object Integer = new();
    static readonly object FloatingPoint = new();
    static readonly object Boolean = new();

    readonly object? _contentOrType;
    readonly long _bits;

    AttributeValue(object? contentOrType, long bits)
    {
        _contentOrType = contentOrType;
        _bits = bits;
    }

    /// <summary>
    /// The value as a <see cref="string"/>, <see cref="long"/>, <see cref="double"/> or <see cref="bool"/>, or an array of one of these;
    /// null for none. Boxes a number or boolean: for exporting, not for hot paths. An array is the value itself: do not change it.
    /// </summary>
    public object? Content =>
        _contentOrType == Integer ? _bits
        : _contentOrType == FloatingPoint ? BitConverter.Int64BitsToDouble(_bits)
        : _contentOrType == Boolean ? _bits != 0
        : _contentOrType;

    /// <summary>False for <c>default</c> and for what was null.</summary>
    public bool HasContent => _contentOrType is not null;

    /// <summary>Reads a string without boxing.</summary>
    /// <param name="value">The value, or null where this answers false.</param>
    /// <returns>False where the value is none or of another type.</returns>
    public bool TryGetString([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
    {
        value = _contentOrType as string;
        return value is not null;
    }

    /// <summary>Reads an integer without boxing.</summary>
    /// <param name="value">The value, or 0 where this answers false.</param>
    /// <returns>False where the value is none or of another type.</returns>
    public bool TryGetInteger(out long value)
    {
        value = _contentOrType == Integer ? _bits : 0;
        return _contentOrType == Integer;
    }

    /// <summary>Reads a floating-point number without boxing.</summary>
    /// <param name="value">The value, or 0 where this answers false.</param>
    /// <returns>False where the value is none or of another type.</returns>
    public bool TryGetFloatingPoint(out double value)
    {
        value = _contentOrType == FloatingPoint ? BitConverter.Int64BitsToDouble(_bits) : 0;
        return _contentOrType == FloatingPoint;
    }

    /// <summary>Reads a boolean without boxing.</summary>
    /// <param name="value">The value, or false where this answers false.</param>
    /// <returns>False where the value is none or of another type.</returns>
    public bool TryGetBoolean(out bool value)
    {
        value = _contentOrType == Boolean && _bits != 0;
        return _contentOrType == Boolean;
    }

    /// <summary>True where type and content are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(AttributeValue left, AttributeValue right) => left.Equals(right);

    /// <summary>True where type or content differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(AttributeValue left, AttributeValue right) => !left.Equals(right);

    /// <summary>True where type and content are the same.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(AttributeValue other) =>
        _bits == other._bits
        && (_contentOrType == other._contentOrType
            || (_contentOrType is string text && other._contentOrType is string otherText && text == otherText)
            || (_contentOrType is Array && System.Collections.StructuralComparisons.StructuralEqualityComparer.Equals(
                _contentOrType, other._contentOrType)));

    /// <summary>True for a value with the same type and content.</summary>
    /// <param name="obj">The other; null is never equal.</param>
    public override bool Equals(object? obj) => obj is AttributeValue other && Equals(other);

    /// <summary>A hash of the content; of an array, of its length.</summary>
    public override int GetHashCode() => HashCode.Combine(
        _bits,
        _contentOrType switch
        {
            string text => text.GetHashCode(),
            Array array => array.Length,
            _ => RuntimeHelpers.GetHashCode(_contentOrType),
        });

    /// <summary>The content as text, numbers in the invariant culture; empty for none.</summary>
    public override string ToString() => Content is Array several
        ? "[" + string.Join(", ", several.Cast<object?>().Select(TextOf)) + "]"
        : TextOf(Content);

    static string TextOf(object? content) => content switch
    {
        null => "",
        bool boolean => boolean ? "true" : "false",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
