using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// Writes and reads the <c>traceparent</c> and <c>tracestate</c> headers (W3C Trace Context Level 2).
/// </summary>
/// <remarks>
/// <para>
/// Safe from any thread. Bad headers never throw: a bad <c>traceparent</c> is no parent, and a new trace starts; a bad
/// <c>tracestate</c> is dropped, and the trace goes on.
/// </para>
/// <para>
/// A trace state is checked on the way in and again on the way out, wherever it came from, so that no text in it becomes a
/// header of its own: at most 32 members, no key twice (the first one stays), 512 characters. Where it is longer, whole members
/// go: those above 128 characters first, then from the end.
/// </para>
/// </remarks>
public static class TraceContextPropagator
{
    /// <summary>The name of the header that carries the ids and the flags.</summary>
    public const string TraceParentHeader = "traceparent";

    /// <summary>The name of the header that carries the vendors' own state.</summary>
    public const string TraceStateHeader = "tracestate";

    const int Version00Length = 55;

    /// <summary>The names of the headers, in lower case as they are sent.</summary>
    public static IReadOnlyList<string> Fields { get; } = [TraceParentHeader, TraceStateHeader];

    // Never starts anything: it only says whether something listens to HttpClient's own source, which has the same name.
    static readonly ActivitySource HttpClientSource = new InstrumentationScope("System.Net.Http").Source;

    /// <summary>Reads a parent from the two header values.</summary>
    /// <param name="traceParent">The value of <c>traceparent</c>; null where there is none.</param>
    /// <param name="traceState">
    /// The value of <c>tracestate</c>, of several lines with a comma between each two; null where there is none.
    /// </param>
    /// <returns>The remote parent; <c>default</c>, which is not valid, where there is none or it is malformed.</returns>
    /// <remarks>
    /// A version above <c>00</c> may have more fields; they are passed over, as section 3.2.4 of the standard asks.
    /// </remarks>
    public static SpanContext Extract(string? traceParent, string? traceState)
    {
        var isLaterVersion = traceParent is { Length: > Version00Length }
            && traceParent[Version00Length] == '-'
            && !traceParent.StartsWith("00", StringComparison.Ordinal);
        var known = isLaterVersion ? traceParent.AsSpan(0, Version00Length) : traceParent.AsSpan();
        return TraceParentGrammar.TryRead(known, out var context)
            ? context with { TraceState = ValidTraceState.Of(traceState), IsRemote = true }
            : default;
    }

    /// <summary>Whether a header that could be read would be written letter for letter.</summary>
    internal static bool IsAsWritten(string? read) =>
        read is ['0', '0', '-', ..] and [.., '-', '0', >= '0' and <= '3'];

    /// <summary>The value of <c>traceparent</c> for a span that goes out; one allocation.</summary>
    /// <param name="context">The span.</param>
    /// <returns>The value, or null where the context is not valid: write no header then.</returns>
    public static string? TraceParent(SpanContext context) =>
        context.IsValid ? string.Create(Version00Length, context, static (text, sent) => TraceParentGrammar.Write(sent, text)) : null;

    /// <summary>Writes the headers of a span that goes out, through whatever holds headers.</summary>
    /// <typeparam name="THeaders">What holds the headers.</typeparam>
    /// <param name="context">The span; one that is not valid writes nothing.</param>
    /// <param name="headers">What holds the headers.</param>
    /// <param name="set">Called with holder, name and value, once or twice; not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="set"/> is null.</exception>
    public static void Inject<THeaders>(SpanContext context, THeaders headers, Action<THeaders, string, string> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (TraceParent(context) is not { } traceParent)
            return;

        set(headers, TraceParentHeader, traceParent);
        if (ValidTraceState.Of(context.TraceState) is { } traceState)
            set(headers, TraceStateHeader, traceState);
    }

    /// <summary>
    /// Writes the headers of a span and its baggage into an HTTP request, as <see cref="Inject(SpanContext, HttpRequestMessage)"/> does,
    /// unless the platform will: where the span's own activity is current and something listens to HttpClient, that starts its span below it
    /// and writes that one's <c>traceparent</c>.
    /// </summary>
    /// <param name="span">The span that the request belongs to; null writes nothing.</param>
    /// <param name="request">The request; not null. A header that is there already is left alone.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public static void Inject(Span? span, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (span is null || request.Headers.Contains(TraceParentHeader))
            return;

        OutgoingHeaders.Write(span.Baggage, request);

        // Where nobody listens to it, HttpClient would write the id of an activity that nobody will ever see.
        var activity = span.Activity;
        if (activity is not null && ReferenceEquals(Activity.Current, activity) && HttpClientSource.HasListeners())
        {
            // It would write 256 characters of it at most.
            if (ValidTraceState.Of(activity.TraceStateString) is { } traceState)
                request.Headers.TryAddWithoutValidation(TraceStateHeader, traceState);

            return;
        }

        OutgoingHeaders.Write(span.Context, activity, request);
    }

    /// <summary>
    /// Writes the headers of a span into an HTTP request, in the format of <see cref="HeaderPropagator.Current"/>, whether something listens or not.
    /// Where the application has set the platform's <see cref="DistributedContextPropagator.Current"/> and no format of ours, in the format of that.
    /// </summary>
    /// <param name="context">The span; one that is not valid writes nothing.</param>
    /// <param name="request">The request; not null. A header that is there already is left alone.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public static void Inject(SpanContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (context.IsValid && !request.Headers.Contains(TraceParentHeader))
            OutgoingHeaders.Write(context, activity: null, request);
    }
}
