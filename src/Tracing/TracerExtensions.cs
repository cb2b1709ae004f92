using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// The calls of <see cref="Tracer"/> that take attributes, for C# 12 and older: such a compiler cannot fill a span of attributes from
/// a list of arguments, and fills an array.
/// </summary>
/// <remarks>
/// From C# 13 on the same call is a method of the tracer itself, which needs no array on the heap. An array that is null is none, and
/// a tracer that is null is refused (<see cref="ArgumentNullException"/>). Safe from any thread.
/// </remarks>
public static class TracerExtensions
{
    /// <inheritdoc cref="Tracer.StartRoot(string, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartRoot(this Tracer tracer, string name, params SpanAttribute[] attributes) =>
        NotNull(tracer).StartRoot(name, attributes.AsSpan());

    /// <inheritdoc cref="Tracer.StartRoot(string, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartRoot(this Tracer tracer, string name, SpanKind kind, params SpanAttribute[] attributes) =>
        NotNull(tracer).StartRoot(name, kind, attributes.AsSpan());

    /// <inheritdoc cref="Tracer.StartRoot(string, SpanKind, IReadOnlyList{SpanLink}?, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartRoot(
        this Tracer tracer,
        string name,
        SpanKind kind,
        IReadOnlyList<SpanLink>? links,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartRoot(name, kind, links, attributes.AsSpan());

    /// <inheritdoc cref="Tracer.StartSpan(string, SpanContext, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartSpan(
        this Tracer tracer,
        string name,
        SpanContext parent,
        SpanKind kind = SpanKind.Internal,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartSpan(name, parent, kind, attributes.AsSpan());

    /// <inheritdoc cref="Tracer.StartActiveSpan(string, SpanContext, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartActiveSpan(
        this Tracer tracer,
        string name,
        SpanContext parent,
        SpanKind kind = SpanKind.Internal,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartActiveSpan(name, parent, kind, attributes.AsSpan());

    /// <inheritdoc cref="Tracer.StartSpan(string, SpanContext, Baggage?, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartSpan(
        this Tracer tracer,
        string name,
        SpanContext parent,
        Baggage? baggage,
        SpanKind kind = SpanKind.Internal,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartSpan(name, parent, baggage, kind, attributes.AsSpan());

    /// <inheritdoc cref="Tracer.StartActiveSpan(string, SpanContext, Baggage?, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartActiveSpan(
        this Tracer tracer,
        string name,
        SpanContext parent,
        Baggage? baggage,
        SpanKind kind = SpanKind.Internal,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartActiveSpan(name, parent, baggage, kind, attributes.AsSpan());

    /// <inheritdoc cref="Tracer.StartSpan(string, Activity?, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartSpan(
        this Tracer tracer,
        string name,
        Activity? parent,
        SpanKind kind = SpanKind.Internal,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartSpan(name, parent, kind, attributes.AsSpan());

    /// <inheritdoc cref="Tracer.Adopt(Activity, string, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span Adopt(
        this Tracer tracer,
        Activity activity,
        string name,
        SpanKind kind = SpanKind.Server,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).Adopt(activity, name, kind, attributes.AsSpan());

    /// <inheritdoc cref="Tracer.StartReceived(string, SpanContext, IncomingTrace, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartReceived(
        this Tracer tracer,
        string name,
        SpanContext received,
        IncomingTrace trace = IncomingTrace.Continue,
        SpanKind kind = SpanKind.Consumer,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartReceived(name, received, trace, kind, attributes.AsSpan());

    /// <inheritdoc cref="Tracer.StartReceived{THeaders}(string, THeaders, Func{THeaders, string, string?}, IncomingTrace, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    public static Span StartReceived<THeaders>(
        this Tracer tracer,
        string name,
        THeaders headers,
        Func<THeaders, string, string?> get,
        IncomingTrace trace = IncomingTrace.Continue,
        SpanKind kind = SpanKind.Consumer,
        params SpanAttribute[] attributes) =>
        NotNull(tracer).StartReceived(name, headers, get, trace, kind, attributes.AsSpan());

    /// <inheritdoc cref="Tracer.StartBatch(string, ReadOnlySpan{SpanContext}, SpanKind, ReadOnlySpan{SpanAttribute})"/>
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
