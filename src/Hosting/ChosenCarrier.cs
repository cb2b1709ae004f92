using Microsoft.Extensions.Options;

namespace Stackbilt.Observability;

/// <summary>The carrier that the options name, made once per host.</summary>
sealed class ChosenCarrier : IDisposable
{
    public ChosenCarrier(
        IOptions<ObservabilityOptions> options,
        IEnumerable<CarrierRegistration> registrations,
        IServiceProvider services)
    {
        // The options have been validated: one registration has the name.
        var registration = registrations.First(candidate => candidate.IsNamed(options.Value.Carrier));
        Name = registration.Name;
        Carrier = Make(registration, services);
    }

    public string Name { get; }

    public IContextCarrier Carrier { get; }

    /// <summary>What the factory made is the host's, and goes with it.</summary>
    public void Dispose() => (Carrier as IDisposable)?.Dispose();

    static IContextCarrier Make(CarrierRegistration registration, IServiceProvider services)
    {
        IContextCarrier? carrier;
        try
        {
            carrier = registration.Create(services);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"The factory of the carrier \"{registration.Name}\" failed: {exception.Message}", exception);
        }

        return carrier ?? throw new InvalidOperationException(
            $"The factory of the carrier \"{registration.Name}\" answered null; it must make an {nameof(IContextCarrier)}.");
    }
}
