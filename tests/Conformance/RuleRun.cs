using System.Diagnostics;

namespace Stackbilt.Observability.Conformance;

/// <summary>What the body of a rule works with: a new carrier, a tracer over it, spans, and assertions.</summary>
sealed partial class RuleRun : IDisposable
{
    static readonly AsyncLocal<RuleRun?> OfThisFlow = new();

    readonly Func<IContextCarrier> _createCarrier;
    readonly IFlowHost? _host;
    readonly List<IContextCarrier> _carriers = [];
    readonly List<TracingFault> _faults = [];
    readonly List<Mirror> _mirrors = [];
    readonly ActivityListener? _listener;
    readonly bool _isFollowed;

    public RuleRun(Func<IContextCarrier> createCarrier, ConformanceOptions options, HostCalls hostCalls)
    {
        HostCalls = hostCalls;
        _createCarrier = createCarrier;
        _host = options.Host;
        Seed = options.Seed;
        Effort = options.Effort;
        OfThisFlow.Value = this;
        TracingFaults.Reported += Keep;
        Carrier = NewCarrier();
        Claimed = Carrier.Capabilities;
        Source = new ActivitySource("Conformance." + Guid.NewGuid().ToString("n"));
        _listener = options.SpansAreActivities ? Listen() : null;
        Tracer = new Tracer(Carrier, [Recorder], Source);
        _isFollowed = _listener is not null && Carrier is AmbientCarrier;
    }

    public IContextCarrier Carrier { get; }

    public CarrierCapabilities Claimed { get; }

    public int Seed { get; }

    public int Effort { get; }

    public SpanRecorder Recorder { get; } = new();

    /// <summary>A source that nobody listens to but the rule, so that rules may run at the same time.</summary>
    public ActivitySource Source { get; }

    public Tracer Tracer { get; }

    /// <summary>What the hosts of the rule are doing, and did wrong.</summary>
    public HostCalls HostCalls { get; }

    /// <summary>What the flows of a carrier run in; null where that is the execution context alone.</summary>
    public RuleHost? HostOf(IContextCarrier carrier) => (_host ?? carrier as IFlowHost) is { } host ? new RuleHost(host, HostCalls) : null;

    public bool Claims(CarrierCapabilities all) => (Claimed & all) == all;

    public IContextCarrier NewCarrier()
    {
        var carrier = _createCarrier() ?? throw new RuleBrokenException(Story("null from the factory", "a carrier"));
        lock (_carriers)
            _carriers.Add(carrier);

        return carrier;
    }

    /// <summary>Does something with a second carrier, inside the host of that one as well.</summary>
    public void BesideAnother(Action<IContextCarrier> work)
    {
        var another = NewCarrier();
        Hosted.Run(HostOf(another), () => work(another));
    }

    /// <summary>A carrier that the run does not keep, for rules about who else does.</summary>
    public IContextCarrier NewForgottenCarrier() => _createCarrier();

    /// <summary>A wrapping of the carrier that is told what the library does, and fails where it is told to.</summary>
    public Mirror NewMirror(string? failsAt = null)
    {
        var mirror = new Mirror(Carrier, failsAt);
        lock (_carriers)
            _mirrors.Add(mirror);

        return mirror;
    }

    /// <summary>An open span, the root of a trace of its own.</summary>
    public Span Span(string name) => Tracer.StartRoot(name);

    /// <summary>The same for what one carrier keeps to itself: where activities are adopted or followed, a span that is none.</summary>
    public Span SpanOfItsOwn(string name) => Claims(CarrierCapabilities.AdoptsActivities) || _listener is not null
        ? new BareSpan(name, new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom()))
        : Span(name);

    /// <summary>Spans for a carrier that is not the rule's first: where activities are adopted, of a tracer over that carrier.</summary>
    public Span[] SpansOver(IContextCarrier carrier, params string[] names)
    {
        var tracer = Claims(CarrierCapabilities.AdoptsActivities) ? new Tracer(carrier, processors: null, Source) : Tracer;
        return [.. names.Select(name => tracer.StartRoot(name))];
    }

    public void Dispose()
    {
        TracingFaults.Reported -= Keep;
        _listener?.Dispose();
        Source.Dispose();
    }

    /// <summary>Listens to the rule's own source and to nobody else's, so that its spans are activities.</summary>
    public ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source == Source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    void Keep(TracingFault fault)
    {
        // The owner of a scope need not be the carrier; what fails in the flow of the rule is the carrier's as well.
        lock (_carriers)
        {
            if (_mirrors.Find(mirror => mirror == fault.Source) is { } failing)
                failing.Note(fault);
            else if (OfThisFlow.Value == this || _carriers.Contains(fault.Source))
                _faults.Add(fault);
        }
    }
}
