using Microsoft.Extensions.Options;

namespace Stackbilt.Observability;

/// <summary>The carrier that the options name, made once per host.</summary>
sealed class ChosenCarrier
{
    public ChosenCarrier(
        IOptions<ObservabilityOptions> options,
        IEnumerable<CarrierRegistration> registrations,
        IServiceProvider services)
    {
        // The options have been validated: one registration has the name.
        var registration = registrations.First(candidate => candidate.IsNamed(options.Value.Carrier));
        Name = registration.Name;
        Carrier = registration.Create(services)
            ?? throw new InvalidOperationException(
                $"The factory of the carrier \"{Name}\" answered null; it must make an {nameof(IContextCarrier)}.");
    }

    public string Name { get; }

    public IContextCarrier Carrier { get; }
}
