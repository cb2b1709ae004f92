namespace Stackbilt.Observability;

public sealed partial class Tracer
{
    /// <summary>What OpenTelemetry's SDK keeps of a span's links by default.</summary>
    const int MostLinksOfBatch = 128;

    /// <summary>
    /// Starts the span of work that was received with a context: a message, a job. It is the same under every carrier, and it is not
    /// made active; give it to <c>RunInSpan</c>.
    /// </summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="received">
    /// What came with it, from headers, from <see cref="SpanContextText"/> or from JSON. One that is not valid, <c>default</c> for
    /// instance, is nothing: a new trace begins.
    /// </param>
    /// <param name="trace">Whether the work belongs to the trace that came in, begins one of its own with a link to it, or without.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; <c>RunInSpan</c> ends it, or you dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="trace"/> is not one of the three.</exception>
    /// <remarks>
    /// Work that goes on in a trace which is not sampled is not recorded; with a link it is sampled anew. What is active here has no
    /// part in it: a loop that receives may have a span of its own.
    /// </remarks>
    public Span StartReceived(
        string name,
        SpanContext received,
        IncomingTrace trace = IncomingTrace.Continue,
        SpanKind kind = SpanKind.Consumer,
        params ReadOnlySpan<SpanAttribute> attributes) =>
        StartReceived(name, received, baggage: null, trace, kind, attributes);

    /// <summary>
    /// Starts the span of work that was received with headers, context and baggage, which are read in the format of <see cref="HeaderPropagator.Current"/>.
    /// A header that cannot be read, or whose reading throws, is none, and the others are read; what is thrown is reported.
    /// </summary>
    /// <typeparam name="THeaders">What holds the headers.</typeparam>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="headers">What holds the headers; null where <paramref name="get"/> takes that.</param>
    /// <param name="get">
    /// Called with holder and name, in lower case; answers the value, of several lines with a comma between each two, or null; not null.
    /// </param>
    /// <param name="trace">Whether the work belongs to the trace that came in, begins one of its own with a link to it, or without.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; <c>RunInSpan</c> ends it, or you dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="get"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="trace"/> is not one of the three.</exception>
    public Span StartReceived<THeaders>(
        string name,
        THeaders headers,
        Func<THeaders, string, string?> get,
        IncomingTrace trace = IncomingTrace.Continue,
        SpanKind kind = SpanKind.Consumer,
        params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(get);
        var format = HeaderPropagator.Current;
        var received = trace == IncomingTrace.Ignore ? default : format.TryExtract(headers, get);
        var baggage = trace == IncomingTrace.Continue ? format.TryExtractBaggage(headers, get) : null;
        return StartReceived(name, received, baggage, trace, kind, attributes);
    }

    /// <summary>
    /// Starts the one span of several messages that are handled together: the first of a new trace, with a link to what came with each
    /// of them.
    /// </summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="received">What came with each. Those that are not valid are left out, and so are those after the first 128.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; <c>RunInSpan</c> ends it, or you dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <remarks>
    /// For a span per message call <see cref="StartReceived(string, SpanContext, IncomingTrace, SpanKind, ReadOnlySpan{SpanAttribute})"/>
    /// in the loop. No link is made while nobody records.
    /// </remarks>
    public Span StartBatch(
        string name,
        ReadOnlySpan<SpanContext> received,
        SpanKind kind = SpanKind.Consumer,
        params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return StartFirst(name, kind, parent: default, below: null, StartDetails.Of(LinksTo(received)), attributes);
    }

    Span StartReceived(
        string name, SpanContext received, Baggage? baggage, IncomingTrace trace, SpanKind kind, ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return trace switch
        {
            IncomingTrace.Continue => StartSpan(name, received, baggage, kind, attributes),
            IncomingTrace.Link =>
                StartFirst(name, kind, parent: default, below: null, StartDetails.Of(LinksTo([received])), attributes),
            IncomingTrace.Ignore => StartRoot(name, kind, attributes),
            _ => throw new ArgumentOutOfRangeException(nameof(trace), trace, "It must be Continue, Link or Ignore."),
        };
    }

    List<SpanLink>? LinksTo(ReadOnlySpan<SpanContext> received)
    {
        if (!Enabled)
            return null;

        List<SpanLink>? links = null;
        foreach (var context in received)
        {
            if (!context.IsValid)
                continue;

            links ??= [];
            links.Add(new SpanLink(ValidTraceState.In(context), []));
            if (links.Count == MostLinksOfBatch)
                break;
        }

        return links;
    }
}
