namespace Stackbilt.Observability;

/// <summary>
/// A key with a value: a string, an integer, a floating-point number, a boolean, or an array of one of these (OpenTelemetry specification,
/// "Attribute").
/// </summary>
/// <remarks>
/// A value of 24 bytes; numbers and booleans are not boxed. Pairs convert, so that a call reads
/// <c>StartChild("oracle.inference", ("oracle.provider", name), ("oracle.prompt_tokens", 12))</c>. A value that is null, whatever its type,
/// says "no attribute". <c>default</c> has no key, and a span leaves it out. Safe from any thread.
/// </remarks>
public readonly partial struct SpanAttribute : IEquatable<SpanAttribute>
{
    readonly AttributeValue _value;

    /// <inheritdoc cref="SpanAttribute(string, AttributeValue)"/>
    public SpanAttribute(string key, string? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _value = value;
    }

    /// <inheritdoc cref="SpanAttribute(string, AttributeValue)"/>
    public SpanAttribute(string key, long value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _value = value;
    }

    /// <inheritdoc cref="SpanAttribute(string, AttributeValue)"/>
    public SpanAttribute(string key, double value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _value = value;
    }

    /// <inheritdoc cref="SpanAttribute(string, AttributeValue)"/>
    public SpanAttribute(string key, bool value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _value = value;
    }

    /// <inheritdoc cref="SpanAttribute(string, AttributeValue)"/>
    public SpanAttribute(string key, char value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _value = value;
    }

    /// <summary>An attribute with a value of any kind that there is. Null says "no value": a span that has the key drops it.</summary>
    /// <param name="key">The key; not null.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public SpanAttribute(string key, AttributeValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        _value = value;
    }

    /// <summary>Does not compile: there is no such value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    [Obsolete(NoUnsigned, error: true)]
    public SpanAttribute(string key, ulong value)
        : this(key, (long)value)
    {
    }

    /// <summary>Does not compile: what is no value of an attribute is found before the program runs.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    [Obsolete(NoValue, error: true)]
    public SpanAttribute(string key, object? value)
        : this(key, value?.ToString())
    {
    }

    /// <summary>The key; null only in <c>default</c>.</summary>
    public string Key { get; }

    /// <inheritdoc cref="AttributeValue.Content"/>
    public object? Value => _value.Content;

    /// <summary>False for <c>default</c> and for what was null.</summary>
    public bool HasValue => _value.HasContent;

    /// <inheritdoc cref="AttributeValue.TryGetString"/>
    public bool TryGetString([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
        _value.TryGetString(out value);

    /// <inheritdoc cref="AttributeValue.TryGetInteger"/>
    public bool TryGetInteger(out long value) =>
        _value.TryGetInteger(out value);

    /// <inheritdoc cref="AttributeValue.TryGetFloatingPoint"/>
    public bool TryGetFloatingPoint(out double value) =>
        _value.TryGetFloatingPoint(out value);

    /// <inheritdoc cref="AttributeValue.TryGetBoolean"/>
    public bool TryGetBoolean(out bool value) =>
        _value.TryGetBoolean(out value);

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
    public bool Equals(SpanAttribute other) => Key == other.Key && _value.Equals(other._value);

    /// <summary>True for an attribute with the same key, type and value.</summary>
    /// <param name="obj">The other; null is never equal.</param>
    public override bool Equals(object? obj) => obj is SpanAttribute other && Equals(other);

    /// <summary>A hash of key and value.</summary>
    public override int GetHashCode() => HashCode.Combine(Key, _value.GetHashCode());

    /// <summary><c>key=value</c>, numbers in the invariant culture.</summary>
    public override string ToString() => $"{Key}={_value}";
}
