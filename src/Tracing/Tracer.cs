using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>
/// Starts spans and makes them active through one carrier. A program has one per host, from the container; a test makes its
/// own.
/// </summary>
/// <remarks>
/// Every member is safe from any thread. Two tracers share nothing but the name of their <see cref="ActivitySource"/>. When
/// something listens to that source (<c>AddSource("Stackbilt.Observability")</c> in the OpenTelemetry SDK), a span is an
/// <see cref="Activity"/>, and that listener decides what is sampled; when nothing does, it is recorded here, and no activity
/// is created.
/// </remarks>
public sealed partial class Tracer
{
    /// <summary>The name that an OpenTelemetry user gives to <c>AddSource</c>.</summary>
    public const string SourceName = "Stackbilt.Observability";

    static readonly InstrumentationScope OwnScope = new(SourceName, typeof(Tracer).Assembly.GetName().Version?.ToString(3));

    readonly DropWarning _dropWarning;
    readonly ActivitySource _source;
    readonly ScopeSources? _scopes;
    readonly IContextCarrier _inner;
    readonly IContextCarrier _attachingCarrier;
    readonly bool _flowsAcrossAwait;
    readonly bool _adopts;
    readonly bool _isCurrentAlone;
    readonly RootSampling _sampling;
    readonly bool _isEnabled;
    readonly SpanClock? _clock;
    // Kept, and collected with the tracer.
    readonly IDisposable? _enabledScopes;
    readonly Trace _seen;

    /// <summary>Makes a tracer over a carrier.</summary>
    /// <param name="carrier">How the active span travels; not null.</param>
    /// <param name="processors">Called for every recorded span, in this order; none by default. Copied.</param>
    /// <param name="activitySource">
    /// The source of the activities; null for the one named <see cref="SourceName"/>. A test that listens gives its own, so
    /// that tests which run at the same time do not hear each other.
    /// </param>
    /// <param name="samplingRatio">
    /// The share of new traces that are sampled where nobody listens, from 0 (none) to 1 (all, the default). A trace that came
    /// in, or that a host's activity began, is sampled as it says. Where something listens, the listener's sampler decides alone.
    /// </param>
    /// <param name="isEnabled">
    /// False for a tracer that is off: its spans record nothing, have no ids of their own, and no processor is shown them.
    /// </param>
    /// <param name="clock">
    /// Says when spans start and end, and when events happen; null for the system's clock, which costs nothing more. What it throws is
    /// reported, and the system's clock answers.
    /// </param>
    /// <param name="limits">How much one span may hold that is recorded here; null for OpenTelemetry's defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> or one of the processors is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samplingRatio"/> is not from 0 to 1.</exception>
    public Tracer(
        IContextCarrier carrier,
        IEnumerable<ISpanProcessor>? processors = null,
        ActivitySource? activitySource = null,
        double samplingRatio = 1,
        bool isEnabled = true,
        TimeProvider? clock = null,
        SpanLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        _sampling = new RootSampling(samplingRatio);
        _isEnabled = isEnabled;
        _clock = SpanClock.Of(clock);
        Limits = limits ?? SpanLimits.Default;
        Processors = new SpanProcessors(processors, this);
        _dropWarning = new DropWarning(this);
        _inner = carrier;
        _seen = new Trace(this, carrier: null);
        var capabilities = CarrierClaims.Of(carrier);
        _flowsAcrossAwait = (capabilities & CarrierCapabilities.FlowsAcrossAwait) != 0;
        _adopts = isEnabled && (capabilities & CarrierCapabilities.AdoptsActivities) != 0;
        // Around it another one may keep an order of its own, and has to be told.
        _isCurrentAlone = _adopts && carrier is AmbientCarrier;
        _source = activitySource ?? (_adopts && Processors.Any ? ScopeSources.Another(OwnScope) : OwnScope.Source);
        if (_adopts || Processors.Any)
            _scopes = new ScopeSources(_source, _adopts && Processors.Any ? _sampling : null);

        if (Processors.Any)
            _enabledScopes = InstrumentationScope.EnableAll();

        var followed = (capabilities & CarrierCapabilities.Ambient) != 0 ? new TracerCarrier(carrier, this) : null;
        Carrier = followed ?? carrier;
        _attachingCarrier = followed?.Attaching ?? carrier;
    }

    /// <summary>
    /// The carrier. An ambient one comes back in a wrapping that reports what it throws, and lets <see cref="Activity.Current"/>
    /// follow the active span where the carrier does not.
    /// </summary>
    public IContextCarrier Carrier { get; }

    /// <summary>
    /// Whether a span that is started now may be recorded: something listens, or there is a processor. Where not, leave out what
    /// only a recording needs (OpenTelemetry specification, Trace API, "Enabled"). One or two field reads; ask each time.
    /// </summary>
    /// <remarks>A library that has named itself asks its <see cref="InstrumentationScope"/>.</remarks>
    public bool Enabled => _isEnabled && (Processors.Any || _source.HasListeners());

    internal SpanClock? Clock => _clock;

    internal SpanLimits Limits { get; }

    internal SpanProcessors Processors { get; }

    /// <summary>The active span of this flow, or null. Never throws: what the carrier throws is reported.</summary>
    public Span? Current => TracerCarrier.ActiveIn(_inner);

    /// <summary>Starts the first span of a new trace, whatever is active. It is not made active.</summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartRoot(string name, params ReadOnlySpan<SpanAttribute> attributes) =>
        StartRoot(name, SpanKind.Internal, links: null, attributes);

    /// <summary>Starts the first span of a new trace, of a given kind, whatever is active. It is not made active.</summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartRoot(string name, SpanKind kind, params ReadOnlySpan<SpanAttribute> attributes) =>
        StartRoot(name, kind, links: null, attributes);

    /// <summary>
    /// Starts the first span of a new trace with links, for instance from work that outlives a request to that request.
    /// </summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="links">The spans it has to do with; null for none. Copied; one that is not valid is left out.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or one of the links is null.</exception>
    [OverloadResolutionPriority(1)] // [new(context)] fits attributes too, and is a link.
    public Span StartRoot(
        string name,
        SpanKind kind,
        IReadOnlyList<SpanLink>? links,
        params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return StartFirst(name, kind, parent: default, below: null, StartDetails.Of(new SpanStartOptions(links: links).Links), attributes);
    }

    /// <summary>Starts the first span of a new trace, with links or with a start that lies in the past, whatever is active.</summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="options">Its role, links, start and attributes.</param>
    /// <returns>The span; dispose it to end it. It is not made active.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or one of the links is null.</exception>
    public Span StartRoot(string name, SpanStartOptions options) => StartSpan(name, default(SpanContext), options);

    /// <summary>Starts a span under a parent known by its context, with links or with a start that lies in the past.</summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. One that is not valid, <c>default</c> for instance, starts a new trace.</param>
    /// <param name="options">Its role, links, start and attributes.</param>
    /// <returns>The span; dispose it to end it. It is not made active.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or one of the links is null.</exception>
    public Span StartSpan(string name, SpanContext parent, SpanStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(name);
        return StartFirst(
            name,
            options.Kind,
            parent.IsValid ? parent : default,
            below: null,
            StartDetails.Of(options.Links, options.StartTime),
            TracerSpan.AttributesOf(in options));
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
        params ReadOnlySpan<SpanAttribute> attributes) =>
        StartSpan(name, parent, baggage: null, kind, attributes);

    /// <summary>
    /// Starts a span under a parent known by its context, and makes it active in this flow until it ends, where the carrier flows
    /// across <c>await</c>. Under any other carrier this is
    /// <see cref="StartSpan(string, SpanContext, SpanKind, ReadOnlySpan{SpanAttribute})"/>.
    /// </summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. One that is not valid, <c>default</c> for instance, starts a new trace.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it, which makes active again what was before.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <remarks>Call it in the method that does the work, as <see cref="Span.StartActiveChild(string, ReadOnlySpan{SpanAttribute})"/>.</remarks>
    public Span StartActiveSpan(
        string name,
        SpanContext parent,
        SpanKind kind = SpanKind.Internal,
        params ReadOnlySpan<SpanAttribute> attributes) =>
        StartActiveSpan(name, parent, baggage: null, kind, attributes);

    /// <summary>Starts a span under a parent known by its context, with the baggage that came with it.</summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. One that is not valid, <c>default</c> for instance, starts a new trace.</param>
    /// <param name="baggage">
    /// The baggage, from <see cref="HeaderPropagator.ExtractBaggage"/> for instance. Null for none; unlike
    /// <see cref="Span.SetBaggage(Baggage)"/> after the start, processors and listeners are shown a span that has it.
    /// </param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartSpan(
        string name,
        SpanContext parent,
        Baggage? baggage,
        SpanKind kind = SpanKind.Internal,
        params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return StartFirst(
            name, kind, parent.IsValid ? parent : default, below: null, details: null, attributes, baggage: AnyOf(baggage));
    }

    /// <summary>
    /// Starts a span under a parent known by its context, with the baggage that came with it, and makes it active as
    /// <see cref="StartActiveSpan(string, SpanContext, SpanKind, ReadOnlySpan{SpanAttribute})"/> does.
    /// </summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. One that is not valid, <c>default</c> for instance, starts a new trace.</param>
    /// <param name="baggage">The baggage; null for none.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it, which makes active again what was before.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartActiveSpan(
        string name,
        SpanContext parent,
        Baggage? baggage,
        SpanKind kind = SpanKind.Internal,
        params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return StartFirst(
            name, kind, parent.IsValid ? parent : default, below: null, details: null, attributes, makeActive: true, AnyOf(baggage));
    }

    /// <summary>Starts a span under an activity that other code started: ASP.NET Core's, HttpClient's, a library's.</summary>
    /// <param name="name">What the work does, low in variety; not null.</param>
    /// <param name="parent">The parent. Null, or one whose ids are not W3C's, starts a new trace.</param>
    /// <param name="kind">The span's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The span; dispose it to end it. The activity is left alone.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <remarks>Where something listens, the activity is the span's <see cref="Activity.Parent"/>, so that baggage goes on.</remarks>
    public Span StartSpan(
        string name,
        Activity? parent,
        SpanKind kind = SpanKind.Internal,
        params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return parent is { IdFormat: ActivityIdFormat.W3C }
            ? StartFirst(name, kind, parent.Context.ToSpanContext(), parent.IsStopped ? null : parent, details: null, attributes)
            : StartFirst(name, kind, parent: default, below: null, details: null, attributes);
    }

    /// <summary>
    /// Asks each processor that buffers to send on what has ended so far, all at once, and waits for them
    /// (OpenTelemetry specification, Trace SDK, "ForceFlush").
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>
    /// True where all were done; false where one has failed, which is reported, or the waiting was ended. Never faulted, never cancelled.
    /// </returns>
    /// <remarks>What the OpenTelemetry SDK buffers is flushed by its <c>TracerProvider</c>.</remarks>
    public Task<bool> ForceFlushAsync(CancellationToken cancellationToken = default) => Processors.FlushAsync(cancellationToken);
}
