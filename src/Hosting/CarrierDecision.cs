namespace Stackbilt.Observability;

/// <summary>
/// How the carrier came to be chosen: what was asked for, what there was, what was tried, what serves, and why. In the
/// container of every host; in its log as one line.
/// </summary>
/// <remarks>Does not change after the start, but for <see cref="InUse"/>. Safe from any thread.</remarks>
public sealed class CarrierDecision
{
    readonly Func<string> _inUse;
    readonly Func<string?> _trouble;

    internal CarrierDecision(Func<string> inUse, Func<string?> trouble)
    {
        _inUse = inUse;
        _trouble = trouble;
    }

    /// <summary>The name in <see cref="ObservabilityOptions.Carrier"/>.</summary>
    public required string Asked { get; init; }

    /// <summary>The names of all registered carriers, in the order of registration.</summary>
    public required IReadOnlyList<string> Registered { get; init; }

    /// <summary>The carriers that were made and checked at the start, in that order; empty where tracing is off.</summary>
    public required IReadOnlyList<CarrierAttempt> Tried { get; init; }

    /// <summary>The name of the carrier that was chosen.</summary>
    public required string Chosen { get; init; }

    /// <summary>
    /// The name of the carrier that carries new traces when the chosen one has failed; null where there is none, or where the
    /// chosen one is not guarded.
    /// </summary>
    public required string? Fallback { get; init; }

    /// <summary>Whether what the chosen carrier throws is counted, and takes it out of service in the end.</summary>
    public required bool IsGuarded { get; init; }

    /// <summary>False where <see cref="ObservabilityOptions.Enabled"/> is: then there is no tracing at all.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// The name of the carrier that new traces travel by at this moment: the chosen one; while that one is out of service, the
    /// fallback, or <c>none</c> when there is no fallback.
    /// </summary>
    public string InUse => _inUse();

    /// <summary>In words that fit after <see cref="Chosen"/>; null where there is none.</summary>
    internal string? Trouble => _trouble();

    /// <summary>
    /// For the OpenTelemetry SDK: <c>ConfigureResource(resource =&gt; resource.AddAttributes(decision.ResourceAttributes))</c>.
    /// <c>service.name</c>, and the carrier asked for and chosen.
    /// </summary>
    public required IReadOnlyList<KeyValuePair<string, object>> ResourceAttributes { get; init; }

    /// <summary>The whole decision in one line, as it is logged at the start.</summary>
    public override string ToString() => IsEnabled
        ? $"The active span travels by the carrier {Chosen}. Asked for: {Asked}; registered: {string.Join(", ", Registered)}; "
            + $"tried: {string.Join(", ", Tried)}; fallback: {Fallback ?? "none"}; {(IsGuarded ? "guarded" : "not guarded")}. {Reason}"
        : $"Tracing is off. {Reason}";
}
