using System.Globalization;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>
/// A key with a string, integer, floating-point or boolean value (OpenTelemetry specification, "Attribute").
/// </summary>
/// <remarks>
/// A value of 24 bytes; numbers and booleans are not boxed. Tuples convert, so that a call reads
/// <c>StartChild("oracle.inference", ("oracle.provider", name), ("oracle.prompt_tokens", 12))</c>.
/// <c>default</c> has no key, and a span leaves it out. Safe from any thread.
/// </remarks>
public readonly struct SpanAttribute : IEquatable<SpanAttribute>
{
    // A string is its own marker; the other types are told apart by one of these, the value being in the bits.
    static readonly object Integer = new();
    static readonly object FloatingPoint = new();
    static readonly object Boolean = new();

    readonly object? _textOrType;
    readonly long _bits;

    /// <summary>An attribute with a string value. Null says "no value": a span that has the key drops it.</summary>
    /// <param name="key">The key; not null.</param>
    /// <param name="value">The value, or null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public SpanAttribute(string key, string? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _textOrType = value;
    }

    /// <summary>An attribute with an integer value.</summary>
    /// <param name="key">The key; not null.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public SpanAttribute(string key, long value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _textOrType = Integer;
        _bits = value;
    }

    /// <summary>An attribute with a floating-point value.</summary>
    /// <param name="key">The key; not null.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public SpanAttribute(string key, double value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _textOrType = FloatingPoint;
        _bits = BitConverter.DoubleToInt64Bits(value);
    }

    /// <summary>An attribute with a boolean value.</summary>
    /// <param name="key">The key; not null.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public SpanAttribute(string key, bool value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _textOrType = Boolean;
        _bits = value ? 1 : 0;
    }

    /// <summary>The key; null only in <c>default</c>.</summary>
    public string Key { get; }

    /// <summary>
    /// The value as a <see cref="string"/>, <see cref="long"/>, <see cref="double"/> or <see cref="bool"/>, or null for
    /// none. Boxes a number or boolean: for exporting, not for hot paths.
    /// </summary>
    public object? Value =>
        _textOrType == Integer ? _bits
        : _textOrType == FloatingPoint ? BitConverter.Int64BitsToDouble(_bits)
        : _textOrType == Boolean ? _bits != 0
        : _textOrType;

    /// <summary>False for <c>default</c> and for a null string.</summary>
    public bool HasValue => _textOrType is not null;

    /// <summary>Reads a string value without boxing.</summary>
    /// <param name="value">The value, or null where this answers false.</param>
    /// <returns>False where the value is none or of another type.</returns>
    public bool TryGetString([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
    {
        value = _textOrType as string;
        return value is not null;
    }

    /// <summary>Reads an integer value without boxing.</summary>
    /// <param name="value">The value, or 0 where this answers false.</param>
    /// <returns>False where the value is none or of another type.</returns>
    public bool TryGetInteger(out long value)
    {
        value = _textOrType == Integer ? _bits : 0;
        return _textOrType == Integer;
    }

    /// <summary>Reads a floating-point value without boxing.</summary>
    /// <param name="value">The value, or 0 where this answers false.</param>
    /// <returns>False where the value is none or of another type.</returns>
    public bool TryGetFloatingPoint(out double value)
    {
        value = _textOrType == FloatingPoint ? BitConverter.Int64BitsToDouble(_bits) : 0;
        return _textOrType == FloatingPoint;
    }

    /// <summary>Reads a boolean value without boxing.</summary>
    /// <param name="value">The value, or false where this answers false.</param>
    /// <returns>False where the value is none or of another type.</returns>
    public bool TryGetBoolean(out bool value)
    {
        value = _textOrType == Boolean && _bits != 0;
        return _textOrType == Boolean;
    }

    /// <summary>The same as the constructor for a string value.</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, string? Value) pair) => new(pair.Key, pair.Value);

    /// <summary>The same as the constructor for an integer value.</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, long Value) pair) => new(pair.Key, pair.Value);

    /// <summary>The same as the constructor for a floating-point value.</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, double Value) pair) => new(pair.Key, pair.Value);

    /// <summary>The same as the constructor for a boolean value.</summary>
    /// <param name="pair">Key and value.</param>
    public static implicit operator SpanAttribute((string Key, bool Value) pair) => new(pair.Key, pair.Value);

    /// <summary>True where key, type and value are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(SpanAttribute left, SpanAttribute right) => left.Equals(right);

    /// <summary>True where key, type or value differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(SpanAttribute left, SpanAttribute right) => !left.Equals(right);

    /// <summary>True where key, type and value are the same.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(SpanAttribute other) =>
        Key == other.Key && _bits == other._bits
        && (_textOrType == other._textOrType
            || (_textOrType is string text && other._textOrType is string otherText && text == otherText));

    /// <summary>True for an attribute with the same key, type and value.</summary>
    /// <param name="obj">The other; null is never equal.</param>
    public override bool Equals(object? obj) => obj is SpanAttribute other && Equals(other);

    /// <summary>A hash of key and value.</summary>
    public override int GetHashCode() =>
        HashCode.Combine(Key, _bits, _textOrType is string text ? text.GetHashCode() : RuntimeHelpers.GetHashCode(_textOrType));

    /// <summary><c>key=value</c>, numbers in the invariant culture.</summary>
    public override string ToString() => $"{Key}={ValueText}";

    string ValueText => Value switch
    {
        null => "",
        bool boolean => boolean ? "true" : "false",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
