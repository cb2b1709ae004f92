using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Stackbilt.Observability;

/// <summary>
/// A section of the configuration that the options are read from. What cannot be read is left at its default and kept here,
/// for the validator to name all of it.
/// </summary>
sealed class ConfiguredSection(IConfigurationSection section) : IConfigureOptions<ObservabilityOptions>
{
    const string Group = "a list or a section";

    Dictionary<string, string> _started = [];
    Dictionary<string, string> _known = [];

    public IConfigurationSection Section => section;

    public ImmutableArray<string> Complaints { get; private set; } = [];

    /// <summary>What is neither a setting nor a group of them: most often a slip of the pen.</summary>
    public IEnumerable<string> UnknownKeys =>
        section.GetChildren().Select(child => child.Key).Except(AllSettings.Names, StringComparer.OrdinalIgnoreCase);

    public bool Has(string name) => section.GetChildren().Any(child => IsNamed(child, name));

    /// <summary>Takes down what tracing is started with. Until then a source can still be added to the configuration.</summary>
    public void NoteStart() => _started = _known = Texts(section);

    /// <summary>All settings that are other than at the start, if one has changed since this was last asked; else none.</summary>
    public IReadOnlyList<string> ChangedKeys()
    {
        var before = _known;
        var now = _known = Texts(section);
        return Differing(before, now).Any() ? [.. Differing(_started, now)] : [];
    }

    public void Configure(ObservabilityOptions options)
    {
        var complaints = ImmutableArray.CreateBuilder<string>();
        if (!string.IsNullOrEmpty(section.Value))
            complaints.Add(NotASection());

        foreach (var child in section.GetChildren())
        {
            if (IsNamed(child, nameof(options.Fallback)))
                options.Fallback = Names(child);
            else if (IsNamed(child, nameof(options.Carrier)))
            {
                if (IsGroup(child))
                    complaints.Add($"{child.Path} is {Group}; it must be the name of a carrier.");
                else
                    options.Carrier = child.Value!;
            }
            else if (AllSettings.Values.FirstOrDefault(setting => IsNamed(child, setting.Name)) is { } setting
                && (IsGroup(child) || !setting.TryRead(child.Value, options)))
                complaints.Add(setting.Complaint(section.Path, IsGroup(child) ? Group : Quoted(child.Value)));
        }

        Complaints = complaints.ToImmutable();
    }

    static bool IsGroup(IConfigurationSection child) => child.Value is null && child.GetChildren().Any();

    /// <summary>An empty text is what some sources make of an empty section.</summary>
    string NotASection() =>
        $"{section.Path} is {Quoted(section.Value)}, a text; it must be a section with settings in it, such as "
        + $"{section.Path}:{nameof(ObservabilityOptions.Carrier)}. The settings are: {string.Join(", ", AllSettings.Names)}.";

    public static string Quoted(string? value) => value is null ? "null" : $"\"{value}\"";

    static Dictionary<string, string> Texts(IConfigurationSection section) => section.GetChildren().ToDictionary(
        child => child.Key,
        child => child.Value ?? string.Join(", ", child.GetChildren().Select(part => part.Value)),
        StringComparer.OrdinalIgnoreCase);

    static IEnumerable<string> Differing(Dictionary<string, string> before, Dictionary<string, string> now) =>
        AllSettings.Names.Where(name => before.GetValueOrDefault(name) != now.GetValueOrDefault(name));

    static bool IsNamed(IConfigurationSection child, string name) =>
        string.Equals(child.Key, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A list, or one text with commas: an environment variable is easier to write that way.</summary>
    static List<string> Names(IConfigurationSection list) => list.Value is { } text
        ? [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
        : [.. list.GetChildren().Select(child => child.Value!)];
}
