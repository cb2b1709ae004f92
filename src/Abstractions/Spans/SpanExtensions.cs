namespace Stackbilt.Observability;

/// <summary>
/// The calls of <see cref="Span"/> and <see cref="ScopedSpan"/> that take attributes, for C# 12 and older: such a compiler cannot
/// fill a span of attributes from a list of arguments, and fills an array.
/// </summary>
/// <remarks>
/// From C# 13 on the same call is a method of the span itself, which needs no array on the heap. An array that is null is none, and
/// a span that is null is refused (<see cref="ArgumentNullException"/>). Safe from any thread.
/// </remarks>
public static class SpanExtensions
{
    /// <inheritdoc cref="Span.StartChild(string, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartChild(this Span span, string name, params SpanAttribute[] attributes) =>
        NotNull(span).StartChild(name, attributes.AsSpan());

    /// <inheritdoc cref="Span.StartChild(string, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartChild(this Span span, string name, SpanKind kind, params SpanAttribute[] attributes) =>
        NotNull(span).StartChild(name, kind, attributes.AsSpan());

    /// <inheritdoc cref="Span.StartActiveChild(string, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartActiveChild(this Span span, string name, params SpanAttribute[] attributes) =>
        NotNull(span).StartActiveChild(name, attributes.AsSpan());

    /// <inheritdoc cref="Span.StartActiveChild(string, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartActiveChild(this Span span, string name, SpanKind kind, params SpanAttribute[] attributes) =>
        NotNull(span).StartActiveChild(name, kind, attributes.AsSpan());

    /// <inheritdoc cref="ScopedSpan.StartChild(string, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartChild(this ScopedSpan span, string name, params SpanAttribute[] attributes) =>
        span.StartChild(name, attributes.AsSpan());

    /// <inheritdoc cref="ScopedSpan.StartChild(string, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartChild(this ScopedSpan span, string name, SpanKind kind, params SpanAttribute[] attributes) =>
        span.StartChild(name, kind, attributes.AsSpan());

    /// <inheritdoc cref="ScopedSpan.StartActiveChild(string, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartActiveChild(this ScopedSpan span, string name, params SpanAttribute[] attributes) =>
        span.StartActiveChild(name, attributes.AsSpan());

    /// <inheritdoc cref="ScopedSpan.StartActiveChild(string, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartActiveChild(this ScopedSpan span, string name, SpanKind kind, params SpanAttribute[] attributes) =>
        span.StartActiveChild(name, kind, attributes.AsSpan());

    /// <inheritdoc cref="Span.SetAttributes(ReadOnlySpan{SpanAttribute})"/>
    public static Span SetAttributes(this Span span, params SpanAttribute[] attributes) =>
        NotNull(span).SetAttributes(attributes.AsSpan());

    /// <inheritdoc cref="Span.AddEvent(string, ReadOnlySpan{SpanAttribute})"/>
    public static Span AddEvent(this Span span, string name, params SpanAttribute[] attributes) =>
        NotNull(span).AddEvent(name, attributes.AsSpan());

    /// <inheritdoc cref="Span.RecordException(Exception, ReadOnlySpan{SpanAttribute})"/>
    public static Span RecordException(this Span span, Exception exception, params SpanAttribute[] attributes) =>
        NotNull(span).RecordException(exception, attributes.AsSpan());

    /// <inheritdoc cref="Span.AddLink(SpanContext, ReadOnlySpan{SpanAttribute})"/>
    public static Span AddLink(this Span span, SpanContext context, params SpanAttribute[] attributes) =>
        NotNull(span).AddLink(context, attributes.AsSpan());

    static Span NotNull(Span span)
    {
        ArgumentNullException.ThrowIfNull(span);
        return span;
    }
}
