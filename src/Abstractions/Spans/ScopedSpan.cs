namespace Stackbilt.Observability;

/// <summary>
/// A span as one library sees it: children that are started through it carry the library's <see cref="InstrumentationScope"/>.
/// Got from <see cref="InstrumentationScope.Current"/>.
/// </summary>
/// <remarks>A value of two references; making it allocates nothing. Safe from any thread.</remarks>
public readonly record struct ScopedSpan
{
    internal ScopedSpan(Span span, InstrumentationScope scope)
    {
        Span = span;
        Scope = scope;
    }

    /// <summary>The span; null only in <c>default</c>, whose methods throw a <see cref="NullReferenceException"/>.</summary>
    public Span Span { get; }

    /// <summary>The library; null only in <c>default</c>.</summary>
    public InstrumentationScope Scope { get; }

    /// <inheritdoc cref="Span.StartChild(string, ReadOnlySpan{SpanAttribute})"/>
    public Span StartChild(string name, params ReadOnlySpan<SpanAttribute> attributes) =>
        Span.StartChild(Scope, name, SpanKind.Internal, makeActive: false, attributes);

    /// <inheritdoc cref="Span.StartChild(string, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public Span StartChild(string name, SpanKind kind, params ReadOnlySpan<SpanAttribute> attributes) =>
        Span.StartChild(Scope, name, kind, makeActive: false, attributes);

    /// <inheritdoc cref="Span.StartActiveChild(string, ReadOnlySpan{SpanAttribute})"/>
    public Span StartActiveChild(string name, params ReadOnlySpan<SpanAttribute> attributes) =>
        Span.StartChild(Scope, name, SpanKind.Internal, makeActive: true, attributes);

    /// <inheritdoc cref="Span.StartActiveChild(string, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public Span StartActiveChild(string name, SpanKind kind, params ReadOnlySpan<SpanAttribute> attributes) =>
        Span.StartChild(Scope, name, kind, makeActive: true, attributes);

    /// <inheritdoc cref="Span.StartChild(string, SpanStartOptions)"/>
    public Span StartChild(string name, SpanStartOptions options) => Span.StartChild(Scope, name, in options, makeActive: false);

    /// <inheritdoc cref="Span.StartActiveChild(string, SpanStartOptions)"/>
    public Span StartActiveChild(string name, SpanStartOptions options) => Span.StartChild(Scope, name, in options, makeActive: true);
}
