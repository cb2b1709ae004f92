namespace Stackbilt.Observability;

/// <summary>
/// The calls of <see cref="Span"/> and <see cref="ScopedSpan"/> that take attributes, for C# 12 and older: such a compiler cannot
/// fill a span of attributes from a list of arguments, and fills an array.
/// </summary>
/// <remarks>
/// From C# 13 on the same call is a method of the span itself, which needs no array on the heap. An array that is null is none.
/// Safe from any thread.
/// </remarks>
public static class SpanExtensions
{
    /// <summary>Starts a child, as <see cref="Span.StartChild(string, ReadOnlySpan{SpanAttribute})"/> does.</summary>
    /// <param name="span">The parent; not null.</param>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="span"/> or <paramref name="name"/> is null.</exception>
    public static Span StartChild(this Span span, string name, params SpanAttribute[] attributes) =>
        NotNull(span).StartChild(name, attributes.AsSpan());

    /// <summary>Starts a child of a given kind.</summary>
    /// <param name="span">The parent; not null.</param>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="kind">The child's role.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="span"/> or <paramref name="name"/> is null.</exception>
    public static Span StartChild(this Span span, string name, SpanKind kind, params SpanAttribute[] attributes) =>
        NotNull(span).StartChild(name, kind, attributes.AsSpan());

    /// <summary>
    /// Starts a child and makes it active until it ends, as
    /// <see cref="Span.StartActiveChild(string, ReadOnlySpan{SpanAttribute})"/> does.
    /// </summary>
    /// <param name="span">The parent; not null.</param>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="span"/> or <paramref name="name"/> is null.</exception>
    public static Span StartActiveChild(this Span span, string name, params SpanAttribute[] attributes) =>
        NotNull(span).StartActiveChild(name, attributes.AsSpan());

    /// <summary>Starts a child of a given kind and makes it active until it ends.</summary>
    /// <param name="span">The parent; not null.</param>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="kind">The child's role.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="span"/> or <paramref name="name"/> is null.</exception>
    public static Span StartActiveChild(this Span span, string name, SpanKind kind, params SpanAttribute[] attributes) =>
        NotNull(span).StartActiveChild(name, kind, attributes.AsSpan());

    /// <summary>Starts a child that carries the scope.</summary>
    /// <param name="span">The parent as the library sees it.</param>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static Span StartChild(this ScopedSpan span, string name, params SpanAttribute[] attributes) =>
        span.StartChild(name, attributes.AsSpan());

    /// <summary>Starts a child of a given kind that carries the scope.</summary>
    /// <param name="span">The parent as the library sees it.</param>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="kind">The child's role.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static Span StartChild(this ScopedSpan span, string name, SpanKind kind, params SpanAttribute[] attributes) =>
        span.StartChild(name, kind, attributes.AsSpan());

    /// <summary>Starts a child that carries the scope, and makes it active until it ends.</summary>
    /// <param name="span">The parent as the library sees it.</param>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static Span StartActiveChild(this ScopedSpan span, string name, params SpanAttribute[] attributes) =>
        span.StartActiveChild(name, attributes.AsSpan());

    /// <summary>Starts a child of a given kind that carries the scope, and makes it active until it ends.</summary>
    /// <param name="span">The parent as the library sees it.</param>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="kind">The child's role.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static Span StartActiveChild(this ScopedSpan span, string name, SpanKind kind, params SpanAttribute[] attributes) =>
        span.StartActiveChild(name, kind, attributes.AsSpan());

    /// <summary>Sets several attributes at once, in order.</summary>
    /// <param name="span">The span; not null.</param>
    /// <param name="attributes">Keys and values; copied.</param>
    /// <returns>The span.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="span"/> is null.</exception>
    public static Span SetAttributes(this Span span, params SpanAttribute[] attributes) =>
        NotNull(span).SetAttributes(attributes.AsSpan());

    /// <summary>Adds an event that happens now.</summary>
    /// <param name="span">The span; not null.</param>
    /// <param name="name">What happened; not null.</param>
    /// <param name="attributes">More about it; none by default.</param>
    /// <returns>The span.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="span"/> or <paramref name="name"/> is null.</exception>
    public static Span AddEvent(this Span span, string name, params SpanAttribute[] attributes) =>
        NotNull(span).AddEvent(name, attributes.AsSpan());

    /// <summary>Adds an <c>exception</c> event, as <see cref="Span.RecordException"/> does.</summary>
    /// <param name="span">The span; not null.</param>
    /// <param name="exception">What was thrown; not null.</param>
    /// <param name="attributes">More about it; none by default.</param>
    /// <returns>The span.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="span"/> or <paramref name="exception"/> is null.</exception>
    public static Span RecordException(this Span span, Exception exception, params SpanAttribute[] attributes) =>
        NotNull(span).RecordException(exception, attributes.AsSpan());

    /// <summary>Adds a link to a span, in this trace or another. An invalid context is left out.</summary>
    /// <param name="span">The span; not null.</param>
    /// <param name="context">The span linked to.</param>
    /// <param name="attributes">More about the link; none by default.</param>
    /// <returns>The span.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="span"/> is null.</exception>
    public static Span AddLink(this Span span, SpanContext context, params SpanAttribute[] attributes) =>
        NotNull(span).AddLink(context, attributes.AsSpan());

    static Span NotNull(Span span)
    {
        ArgumentNullException.ThrowIfNull(span);
        return span;
    }
}
