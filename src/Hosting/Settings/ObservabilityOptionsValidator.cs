using Microsoft.Extensions.Options;

namespace Stackbilt.Observability;

/// <summary>
/// Names every value that cannot work, what was given, and what would be accepted: all of them in one message. Where tracing is
/// off they do no harm, and are no reason for a host not to start.
/// </summary>
sealed class ObservabilityOptionsValidator(
    IEnumerable<ConfiguredSection> sections,
    IEnumerable<CarrierRegistration> registrations)
    : IValidateOptions<ObservabilityOptions>
{
    public ValidateOptionsResult Validate(string? name, ObservabilityOptions options)
    {
        var failures = options.Enabled ? Complaints(options) : [];
        return failures.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(string.Join(Environment.NewLine, failures));
    }

    public List<string> Complaints(ObservabilityOptions options) =>
        [
            .. NotRegistered(nameof(options.Carrier), [options.Carrier]),
            .. options.Fallback is null
                ? [$"{SectionOf(nameof(options.Fallback))}:{nameof(options.Fallback)} is null; leave it out, or name carriers."]
                : NotRegistered(nameof(options.Fallback), options.Fallback),
            .. sections.SelectMany(section => section.Complaints),
            .. AllSettings.Values.Select(setting => Complaint(setting, options)).OfType<string>(),
            .. RegisteredTwice(),
        ];

    IEnumerable<string> NotRegistered(string key, IEnumerable<string?> names) =>
        names.Where(name => !registrations.Any(registration => registration.IsNamed(name)))
            .Select(name =>
                $"{SectionOf(key)}:{key} is {ConfiguredSection.Quoted(name)}, and no carrier is registered under that name. "
                + $"Registered: {string.Join(", ", registrations.Select(registration => registration.Name))}.");

    string? Complaint(Setting setting, ObservabilityOptions options) =>
        setting.Refused(options) is { } shown ? setting.Complaint(SectionOf(setting.Name), shown) : null;

    IEnumerable<string> RegisteredTwice() =>
        registrations.Select(registration => registration.Name)
            .GroupBy(registered => registered, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group =>
                $"{group.Count()} carriers are registered under the name \"{group.Key}\"; give each its own name in "
                + $"{nameof(ObservabilityBuilder.AddCarrier)}.");

    /// <summary>The section that had the last word on a key, else the last one bound, else where it would be.</summary>
    string SectionOf(string key) =>
        (sections.LastOrDefault(section => section.Has(key)) ?? sections.LastOrDefault())?.Section.Path
        ?? ObservabilityOptions.SectionName;
}
