using Microsoft.Extensions.Options;

namespace Stackbilt.Observability;

/// <summary>Names every value that cannot work, what was given, and what would be accepted.</summary>
sealed class ObservabilityOptionsValidator(
    IEnumerable<ConfiguredSection> sections,
    IEnumerable<CarrierRegistration> registrations)
    : IValidateOptions<ObservabilityOptions>
{
    public ValidateOptionsResult Validate(string? name, ObservabilityOptions options)
    {
        var failures = new List<string>();
        var names = registrations.Select(registration => registration.Name).ToList();
        if (!registrations.Any(registration => registration.IsNamed(options.Carrier)))
        {
            failures.Add(
                $"{SectionOfCarrier()}:{nameof(options.Carrier)} is {Quoted(options.Carrier)}, and no carrier is registered under "
                + "that name. "
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

    /// <summary>The section that had the last word on the carrier, else the last one bound, else where it would be.</summary>
    string SectionOfCarrier() =>
        (sections.LastOrDefault(section => section.NamesCarrier) ?? sections.LastOrDefault())?.Section.Path
        ?? ObservabilityOptions.SectionName;

    static string Quoted(string? value) => value is null ? "null" : $"\"{value}\"";
}
