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

    /// <summary>Starts a span under an activity that other code started.</summary>
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

    /// <summary>Starts the span of work that was received with a context: a message, a job.</summary>
    /// <param name="tracer">The tracer; not null.</param>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="received">What came with it. One that is not valid, <c>default</c> for instance, is nothing.</param>
    /// <param name="trace">Whether the work belongs to the trace that came in, begins one of its own with a link to it, or without.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; <c>RunInSpan</c> ends it, or you dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tracer"/> or <paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="trace"/> is not one of the three.</exception>
    public static Span StartReceived(
        this Tracer tracer,
        string name,
        SpanContext received,
        IncomingTrace trace = IncomingTrace.Continue,
        SpanKind kind = SpanKind.Consumer,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartReceived(name, received, trace, kind, attributes.AsSpan());

    /// <summary>Starts the span of work that was received with headers.</summary>
    /// <typeparam name="THeaders">What holds the headers.</typeparam>
    /// <param name="tracer">The tracer; not null.</param>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="headers">What holds the headers; null where <paramref name="get"/> takes that.</param>
    /// <param name="get">Called with holder and name, in lower case; answers the value or null; not null.</param>
    /// <param name="trace">Whether the work belongs to the trace that came in, begins one of its own with a link to it, or without.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; <c>RunInSpan</c> ends it, or you dispose it.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="tracer"/>, <paramref name="name"/> or <paramref name="get"/> is null.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="trace"/> is not one of the three.</exception>
    public static Span StartReceived<THeaders>(
        this Tracer tracer,
        string name,
        THeaders headers,
        Func<THeaders, string, string?> get,
        IncomingTrace trace = IncomingTrace.Continue,
        SpanKind kind = SpanKind.Consumer,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartReceived(name, headers, get, trace, kind, attributes.AsSpan());

    /// <summary>Starts the one span of several messages that are handled together, with a link to what came with each.</summary>
    /// <param name="tracer">The tracer; not null.</param>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="received">What came with each. Those that are not valid are left out, and so are those after the first 128.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; <c>RunInSpan</c> ends it, or you dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tracer"/> or <paramref name="name"/> is null.</exception>
    public static Span StartBatch(
        this Tracer tracer,
        string name,
        ReadOnlySpan<SpanContext> received,
        SpanKind kind = SpanKind.Consumer,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartBatch(name, received, kind, attributes.AsSpan());

    static Tracer NotNull(Tracer tracer)
    {
        ArgumentNullException.ThrowIfNull(tracer);
        return tracer;
    }
}
