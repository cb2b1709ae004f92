namespace Stackbilt.Observability;

/// <summary>Makes and checks carriers, in the order of the options, and remembers what came of it.</summary>
sealed class CarrierSelection(
    ObservabilityOptions options,
    IEnumerable<CarrierRegistration> registrations,
    IServiceProvider services,
    TimeProvider time)
{
    readonly List<CarrierAttempt> _attempts = [];
    readonly Queue<CarrierRegistration> _candidates = new(
        // Where tracing is off, nobody has looked whether these names are registered.
        (options.Enabled ? options.Fallback.Prepend(options.Carrier) : [])
            .Select(name => registrations.First(registration => registration.IsNamed(name)))
            .Distinct());

    public IReadOnlyList<CarrierAttempt> Attempts => _attempts;

    /// <summary>The next that can serve; null where there is none left.</summary>
    public UsableCarrier? Next()
    {
        while (_candidates.TryDequeue(out var candidate))
        {
            var attempt = Try(candidate, out var carrier);
            _attempts.Add(attempt);
            if (attempt.Problem is null)
                return new UsableCarrier(candidate.Name, carrier!);

            carrier.DisposeOrReport();
        }

        return null;
    }

    CarrierAttempt Try(CarrierRegistration registration, out IContextCarrier? carrier)
    {
        carrier = null;
        try
        {
            carrier = registration.Create(services);
            return new CarrierAttempt(registration.Name, carrier is null
                ? $"its factory answered null, and not an {nameof(IContextCarrier)}"
                : CarrierProbe.ProblemOf(carrier, time));
        }
        catch (Exception exception)
        {
            return new CarrierAttempt(registration.Name, $"its factory failed: {ExceptionText.Describe(exception)}") { Exception = exception };
        }
    }
}

/// <summary>A carrier that was made, and has passed its check.</summary>
sealed record UsableCarrier(string Name, IContextCarrier Carrier)
{
    /// <summary>Whether the carrier is one of this project, which the conformance suite has proved.</summary>
    public bool IsBuiltIn => Carrier is AsyncLocalCarrier or ActivityCarrier or ExplicitCarrier or NullCarrier;
}
