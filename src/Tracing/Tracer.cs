using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// Starts spans and makes them active through one carrier. A program has one per host, from the container; a test makes its
/// own.
/// </summary>
/// <remarks>
/// Every member is safe from any thread. Two tracers share nothing but the name of their <see cref="ActivitySource"/>. When
/// something listens to that source (<c>AddSource("Stackbilt.Observability")</c> in the OpenTelemetry SDK), every span is
/// also an <see cref="Activity"/> with the same ids; when nothing does, none is created.
/// </remarks>
public sealed partial class Tracer
{
    /// <summary>The name that an OpenTelemetry user gives to <c>AddSource</c>.</summary>
    public const string SourceName = "Stackbilt.Observability";

    static readonly ActivitySource SharedSource =
        PublishedSource.Make(SourceName, typeof(Tracer).Assembly.GetName().Version?.ToString(3));

    readonly ISpanProcessor[] _processors;
    readonly ActivitySource _source;
    readonly IContextCarrier _inner;
    readonly IContextCarrier _unwatched;
    readonly bool _flowsAcrossAwait;
    readonly SwitchableCarrier? _switchable;
    readonly RootSampling _sampling;
    readonly bool _isEnabled;

    /// <summary>Makes a tracer over a carrier.</summary>
    /// <param name="carrier">How the active span travels; not null.</param>
    /// <param name="processors">Told of every recorded span, in this order; none by default. Copied.</param>
    /// <param name="activitySource">
    /// The source of the activities; null for the one named <see cref="SourceName"/>. A test that listens gives its own, so
    /// that tests which run at the same time do not hear each other.
    /// </param>
    /// <param name="samplingRatio">
    /// The share of new traces that are sampled, from 0 (none) to 1 (all, the default). A trace that came in, or that a host's
    /// activity began, is sampled as it says. Of those kept, the sampler of whoever listens may drop more.
    /// </param>
    /// <param name="isEnabled">
    /// False for a tracer that is off: its spans record nothing, have no ids of their own, and nobody hears of them.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> or one of the processors is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samplingRatio"/> is not from 0 to 1.</exception>
    public Tracer(
        IContextCarrier carrier,
        IEnumerable<ISpanProcessor>? processors = null,
        ActivitySource? activitySource = null,
        double samplingRatio = 1,
        bool isEnabled = true)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        _sampling = new RootSampling(samplingRatio);
        _isEnabled = isEnabled;
        _processors = processors?.ToArray() ?? [];
        foreach (var processor in _processors)
            ArgumentNullException.ThrowIfNull(processor, nameof(processors));

        _source = activitySource ?? SharedSource;
        _inner = carrier;
        // Strict mode tells of the user's reads, not of ours.
        _unwatched = (carrier as StrictCarrier)?.Inner ?? carrier;
        _switchable = _unwatched as SwitchableCarrier;
        var capabilities = CapabilitiesOf(carrier);
        _flowsAcrossAwait = (capabilities & CarrierCapabilities.FlowsAcrossAwait) != 0;
        Carrier = (capabilities & CarrierCapabilities.Ambient) != 0 ? new ActivityFollowingCarrier(carrier, capabilities, _source) : carrier;
    }

    /// <summary>
    /// The carrier. An ambient one comes back in a wrapping that lets <see cref="Activity.Current"/> follow the active span.
    /// </summary>
    public IContextCarrier Carrier { get; }

    /// <summary>The active span of this flow, or null. Never throws: what the carrier throws is reported.</summary>
    public Span? Current => CurrentActivity.Active(_inner);

    /// <summary>Starts the first span of a new trace, whatever is active. It is not made active.</summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartRoot(
        string name,
        SpanKind kind = SpanKind.Internal,
        params ReadOnlySpan<SpanAttribute> attributes) =>
        StartRoot(name, kind, links: null, attributes);

    /// <summary>
    /// Starts the first span of a new trace with links, for instance from work that outlives a request to that request.
    /// </summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="links">The spans it has to do with; null for none. One that is not valid is left out.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or one of the links is null.</exception>
    public Span StartRoot(
        string name,
        SpanKind kind,
        IReadOnlyList<SpanLink>? links,
        params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return StartFirst(name, kind, parent: default, links, attributes);
    }

    /// <summary>Starts a span under a parent known by its context: from a header, a message or a stored job.</summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. One that is not valid, <c>default</c> for instance, starts a new trace.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <remarks>A parent that is not sampled gives a span that is not recorded, and neither are its children.</remarks>
    public Span StartSpan(
        string name,
        SpanContext parent,
        SpanKind kind = SpanKind.Internal,
        params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return StartFirst(name, kind, parent.IsValid ? parent : default, links: null, attributes);
    }

    /// <summary>Starts a span under an activity that somebody else started: ASP.NET Core's, HttpClient's, a library's.</summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. Null, or one whose ids are not W3C's, starts a new trace.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it. The activity is left alone.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartSpan(
        string name,
        Activity? parent,
        SpanKind kind = SpanKind.Internal,
        params ReadOnlySpan<SpanAttribute> attributes) =>
        StartSpan(
            name,
            parent is { IdFormat: ActivityIdFormat.W3C } ? parent.Context.ToSpanContext() : default,
            kind,
            attributes);

    static CarrierCapabilities CapabilitiesOf(IContextCarrier carrier)
    {
        try
        {
            return carrier.Capabilities;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(carrier, nameof(IContextCarrier.Capabilities), exception);
            return CarrierCapabilities.None;
        }
    }
}
