namespace Stackbilt.Observability;

public abstract partial class Span
{
    /// <inheritdoc cref="SetAttribute(string, AttributeValue)"/>
    public Span SetAttribute(string key, string? value) => SetAttribute(new SpanAttribute(key, value));

    /// <inheritdoc cref="SetAttribute(string, AttributeValue)"/>
    public Span SetAttribute(string key, long value) => SetAttribute(new SpanAttribute(key, value));

    /// <inheritdoc cref="SetAttribute(string, AttributeValue)"/>
    public Span SetAttribute(string key, double value) => SetAttribute(new SpanAttribute(key, value));

    /// <inheritdoc cref="SetAttribute(string, AttributeValue)"/>
    public Span SetAttribute(string key, bool value) => SetAttribute(new SpanAttribute(key, value));

    /// <inheritdoc cref="SetAttribute(string, AttributeValue)"/>
    public Span SetAttribute(string key, char value) => SetAttribute(new SpanAttribute(key, value));

    /// <summary>
    /// Sets an attribute of any kind that there is: a string, a number, a boolean, a date, a duration, an enum, a GUID, an array; an earlier
    /// value of the key is replaced. One that is null takes the key away. Numbers and booleans are not boxed, and a character is a string.
    /// </summary>
    /// <param name="key">The key; not null.</param>
    /// <param name="value">The value.</param>
    /// <returns>This span.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public Span SetAttribute(string key, AttributeValue value) => SetAttribute(new SpanAttribute(key, value));

    /// <summary>Does not compile: there is no such value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>This span.</returns>
    [Obsolete(SpanAttribute.NoUnsigned, error: true)]
    public Span SetAttribute(string key, ulong value) => SetAttribute(key, (long)value);

    /// <summary>Does not compile: what is no value of an attribute is found before the program runs.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>This span.</returns>
    [Obsolete(SpanAttribute.NoValue, error: true)]
    public Span SetAttribute(string key, object? value) => SetAttribute(key, value?.ToString());

    /// <summary>Sets an attribute; an earlier value of the key is replaced. <c>default</c> is left out.</summary>
    /// <param name="attribute">Key and value.</param>
    /// <returns>This span.</returns>
    public Span SetAttribute(SpanAttribute attribute) => SetAttributes(attribute);

    /// <summary>Sets several attributes at once, in order.</summary>
    /// <param name="attributes">Keys and values; copied.</param>
    /// <returns>This span.</returns>
    public abstract Span SetAttributes(params ReadOnlySpan<SpanAttribute> attributes);

    /// <summary>Adds an event that happens now.</summary>
    /// <param name="name">What happened; not null.</param>
    /// <param name="attributes">More about it; none by default.</param>
    /// <returns>This span.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public abstract Span AddEvent(string name, params ReadOnlySpan<SpanAttribute> attributes);

    /// <summary>
    /// Adds an <c>exception</c> event with the type, message and stack trace (OpenTelemetry semantic conventions,
    /// "Exceptions"). The same exception object twice in a row is recorded once. The status is left alone.
    /// </summary>
    /// <param name="exception">What was thrown; not null. Its texts are copied, the object is let go at the end.</param>
    /// <param name="attributes">More about it; none by default.</param>
    /// <returns>This span.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public abstract Span RecordException(Exception exception, params ReadOnlySpan<SpanAttribute> attributes);

    /// <summary>
    /// Says how the work came out. <see cref="SpanStatus.Ok"/> is final; <see cref="SpanStatus.Unset"/> is ignored.
    /// </summary>
    /// <param name="status">How it came out.</param>
    /// <param name="description">For an error, what went wrong; ignored otherwise. Null for nothing.</param>
    /// <returns>This span.</returns>
    public abstract Span SetStatus(SpanStatus status, string? description = null);

    /// <summary>Adds a link to a span, in this trace or another. An invalid context is left out.</summary>
    /// <param name="context">The span linked to.</param>
    /// <param name="attributes">More about the link; none by default.</param>
    /// <returns>This span.</returns>
    public abstract Span AddLink(SpanContext context, params ReadOnlySpan<SpanAttribute> attributes);

    /// <summary>Gives the span another name, when more is known than at the start.</summary>
    /// <param name="name">The new name; not null.</param>
    /// <returns>This span.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public abstract Span UpdateName(string name);
}
