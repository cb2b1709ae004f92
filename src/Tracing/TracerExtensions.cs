using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// The calls of <see cref="Tracer"/> that take attributes, for C# 12 and older: such a compiler cannot fill a span of attributes from
/// a list of arguments, and fills an array.
/// </summary>
/// <remarks>
/// From C# 13 on the same call is a method of the tracer itself, which needs no array on the heap. An array that is null is none.
/// Safe from any thread.
/// </remarks>
public static class TracerExtensions
{
    /// <summary>Starts the first span of a new trace, whatever is active. It is not made active.</summary>
    /// <param name="tracer">The tracer; not null.</param>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tracer"/> or <paramref name="name"/> is null.</exception>
    public static Span StartRoot(
        this Tracer tracer,
        string name,
        SpanKind kind = SpanKind.Internal,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartRoot(name, kind, attributes.AsSpan());

    /// <summary>Starts the first span of a new trace with links.</summary>
    /// <param name="tracer">The tracer; not null.</param>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="links">The spans it has to do with; null for none. One that is not valid is left out.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="tracer"/>, <paramref name="name"/> or one of the links is null.
    /// </exception>
    public static Span StartRoot(
        this Tracer tracer,
        string name,
        SpanKind kind,
        IReadOnlyList<SpanLink>? links,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartRoot(name, kind, links, attributes.AsSpan());

    /// <summary>Starts a span under a parent known by its context.</summary>
    /// <param name="tracer">The tracer; not null.</param>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. One that is not valid, <c>default</c> for instance, starts a new trace.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tracer"/> or <paramref name="name"/> is null.</exception>
    public static Span StartSpan(
        this Tracer tracer,
        string name,
        SpanContext parent,
        SpanKind kind = SpanKind.Internal,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartSpan(name, parent, kind, attributes.AsSpan());

    /// <summary>Starts a span under a parent known by its context, and makes it active where the carrier can.</summary>
    /// <param name="tracer">The tracer; not null.</param>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. One that is not valid, <c>default</c> for instance, starts a new trace.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tracer"/> or <paramref name="name"/> is null.</exception>
    public static Span StartActiveSpan(
        this Tracer tracer,
        string name,
        SpanContext parent,
        SpanKind kind = SpanKind.Internal,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartActiveSpan(name, parent, kind, attributes.AsSpan());

    /// <summary>Starts a span under a parent known by its context, with the baggage that came with it.</summary>
    /// <param name="tracer">The tracer; not null.</param>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. One that is not valid, <c>default</c> for instance, starts a new trace.</param>
    /// <param name="baggage">The baggage; null for none.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tracer"/> or <paramref name="name"/> is null.</exception>
    public static Span StartSpan(
        this Tracer tracer,
        string name,
        SpanContext parent,
        Baggage? baggage,
        SpanKind kind = SpanKind.Internal,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartSpan(name, parent, baggage, kind, attributes.AsSpan());

    /// <summary>Starts a span under a parent known by its context, with its baggage, and makes it active where the carrier can.</summary>
    /// <param name="tracer">The tracer; not null.</param>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. One that is not valid, <c>default</c> for instance, starts a new trace.</param>
    /// <param name="baggage">The baggage; null for none.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tracer"/> or <paramref name="name"/> is null.</exception>
    public static Span StartActiveSpan(
        this Tracer tracer,
        string name,
        SpanContext parent,
        Baggage? baggage,
        SpanKind kind = SpanKind.Internal,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartActiveSpan(name, parent, baggage, kind, attributes.AsSpan());

    /// <summary>Starts a span under an activity that somebody else started.</summary>
    /// <param name="tracer">The tracer; not null.</param>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. Null, or one whose ids are not W3C's, starts a new trace.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it. The activity is left alone.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tracer"/> or <paramref name="name"/> is null.</exception>
    public static Span StartSpan(
        this Tracer tracer,
        string name,
        Activity? parent,
        SpanKind kind = SpanKind.Internal,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartSpan(name, parent, kind, attributes.AsSpan());

    /// <summary>Makes a span of an activity that the host started for this very work.</summary>
    /// <param name="tracer">The tracer; not null.</param>
    /// <param name="activity">The host's activity, running; not null.</param>
    /// <param name="name">What the work does, low in variety; not null. Becomes the activity's display name.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it when the work is done, before the host stops the activity.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="tracer"/>, <paramref name="activity"/> or <paramref name="name"/> is null.
    /// </exception>
    public static Span Adopt(
        this Tracer tracer,
        Activity activity,
        string name,
        SpanKind kind = SpanKind.Server,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).Adopt(activity, name, kind, attributes.AsSpan());

    static Tracer NotNull(Tracer tracer)
    {
        ArgumentNullException.ThrowIfNull(tracer);
        return tracer;
    }
}
