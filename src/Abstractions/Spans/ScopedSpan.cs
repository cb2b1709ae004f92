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

    /// <summary>Starts a child, as <see cref="Span.StartChild(string, ReadOnlySpan{SpanAttribute})"/> does.</summary>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartChild(string name, params ReadOnlySpan<SpanAttribute> attributes) =>
        Span.StartChild(Scope, name, SpanKind.Internal, makeActive: false, attributes);

    /// <summary>Starts a child of a given kind.</summary>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="kind">The child's role.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartChild(string name, SpanKind kind, params ReadOnlySpan<SpanAttribute> attributes) =>
        Span.StartChild(Scope, name, kind, makeActive: false, attributes);

    /// <summary>
    /// Starts a child and makes it active until it ends, as
    /// <see cref="Span.StartActiveChild(string, ReadOnlySpan{SpanAttribute})"/> does.
    /// </summary>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartActiveChild(string name, params ReadOnlySpan<SpanAttribute> attributes) =>
        Span.StartChild(Scope, name, SpanKind.Internal, makeActive: true, attributes);

    /// <summary>Starts a child of a given kind and makes it active until it ends.</summary>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="kind">The child's role.</param>
    /// <param name="attributes">Set from the start; none by default. Copied.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartActiveChild(string name, SpanKind kind, params ReadOnlySpan<SpanAttribute> attributes) =>
        Span.StartChild(Scope, name, kind, makeActive: true, attributes);

    /// <summary>Starts a child with links, or with a start that lies in the past.</summary>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="options">Its role, links, start and attributes.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or one of the links is null.</exception>
    public Span StartChild(string name, SpanStartOptions options) => Span.StartChild(Scope, name, in options, makeActive: false);

    /// <summary>Starts a child with links, or with a start that lies in the past, and makes it active until it ends.</summary>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="options">Its role, links, start and attributes.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or one of the links is null.</exception>
    public Span StartActiveChild(string name, SpanStartOptions options) => Span.StartChild(Scope, name, in options, makeActive: true);
}
