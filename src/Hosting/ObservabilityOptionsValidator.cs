using Microsoft.Extensions.Options;

namespace Stackbilt.Observability;

/// <summary>Names every value that cannot work, what was given, and what would be accepted.</summary>
sealed class ObservabilityOptionsValidator(string section, IEnumerable<CarrierRegistration> registrations)
    : IValidateOptions<ObservabilityOptions>
{
    public ValidateOptionsResult Validate(string? name, ObservabilityOptions options)
    {
        var failures = new List<string>();
        var names = registrations.Select(registration => registration.Name).ToList();
        if (!registrations.Any(registration => registration.IsNamed(options.Carrier)))
        {
            failures.Add(
                $"{section}:{nameof(options.Carrier)} is \"{options.Carrier}\", and no carrier is registered under that name. "
                + $"Registered: {string.Join(", ", names)}.");
        }

        failures.AddRange(names
            .GroupBy(registered => registered, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group =>
                $"{group.Count()} carriers are registered under the name \"{group.Key}\"; give each its own name in "
                + $"{nameof(ObservabilityBuilder.AddCarrier)}."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
