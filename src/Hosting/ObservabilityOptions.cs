namespace Stackbilt.Observability;

/// <summary>The section <c>Stackbilt:Observability</c> of an application's configuration. Read once, at the start.</summary>
/// <remarks>
/// Values that cannot work stop the host at its start; one message names them all. The package has a JSON schema of the
/// section, so that editors complete it.
/// </remarks>
public sealed class ObservabilityOptions
{
    /// <summary>Where the options are in the configuration, unless you bind another section.</summary>
    public const string SectionName = "Stackbilt:Observability";

    /// <summary>
    /// The name of the carrier: <c>AsyncLocal</c> (the default), <c>Activity</c>, <c>Explicit</c>, <c>Null</c>, or one that was added with
    /// <see cref="ObservabilityBuilder.AddCarrier"/>. Compared without regard to case. A name that is not registered stops
    /// the host at its start. <c>Null</c> is the off switch for everything below the request.
    /// </summary>
    public string Carrier { get; set; } = CarrierNames.AsyncLocal;

    /// <summary>
    /// The names of the carriers to go on with, in this order, where <see cref="Carrier"/> cannot be made, fails its check at
    /// the start, or fails later. In configuration a list, or one text with commas. Empty (the default): no carrier is made
    /// to serve for another one, and a host whose carrier does not work at the start does not start.
    /// </summary>
    public IList<string> Fallback { get; set; } = [];

    /// <summary>
    /// False turns tracing off: no span of ours is recorded, sent on or found, and requests pass untouched. True by default.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// For development: misuse (a scope closed in the wrong order or never, a span never ended) is logged as an error each
    /// time, with the stack that opened the scope or started the span. False (the default): counted, and logged once per kind.
    /// </summary>
    public bool Strict { get; set; }

    /// <summary>
    /// The share of new traces that are sampled: from 0 (none; children are then cheap and unseen) to 1 (all; the default). A
    /// trace that comes in with a request is sampled as its header says.
    /// </summary>
    public double SamplingRatio { get; set; } = 1;

    /// <summary>
    /// The service's name for <see cref="CarrierDecision.ResourceAttributes"/>, 1 to 255 characters. Null (the default): the
    /// host's application name.
    /// </summary>
    public string? ServiceName { get; set; }

    /// <summary>
    /// Which carriers are guarded: those that are not ours (<c>Foreign</c>, the default), <c>All</c>, or <c>None</c>. A guarded
    /// carrier that fails is counted and logged, and after <see cref="FaultLimit"/> faults the next of <see cref="Fallback"/>
    /// carries new traces until it works again.
    /// </summary>
    public GuardedCarriers Guard { get; set; } = GuardedCarriers.Foreign;

    /// <summary>
    /// How many faults within <see cref="FaultWindow"/> take a guarded carrier out of service: 2 to 1,000,000, 10 by default.
    /// Switch it off with <see cref="Guard"/>.
    /// </summary>
    public int FaultLimit { get; set; } = 10;

    /// <summary>How long a fault counts: half a second to a day, 30 seconds by default.</summary>
    public TimeSpan FaultWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a carrier stays out of service before it is checked again: half a second to a day, 5 seconds by
    /// default.
    /// </summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);
}
