using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>
/// Every key of the section but the names of carriers, which depend on what is registered. Read by hand and not by the
/// configuration binder: that one stops at the first text that it cannot convert, and does not say what would be accepted.
/// </summary>
static class AllSettings
{
    const string YesOrNo = "true or false";
    const string Time = "a time, written hours:minutes:seconds, from 00:00:00.5 to 1.00:00:00 (a day)";

    public static IReadOnlyList<Setting> Values { get; } =
    [
        new Setting<bool>(
            nameof(ObservabilityOptions.Enabled),
            YesOrNo,
            bool.TryParse,
            static options => options.Enabled,
            static (options, value) => options.Enabled = value,
            static _ => true),
        new Setting<bool>(
            nameof(ObservabilityOptions.Strict),
            YesOrNo,
            bool.TryParse,
            static options => options.Strict,
            static (options, value) => options.Strict = value,
            static _ => true),
        new Setting<double>(
            nameof(ObservabilityOptions.SamplingRatio),
            "a number from 0 to 1, with a point before the fraction",
            static (text, out value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value),
            static options => options.SamplingRatio,
            static (options, value) => options.SamplingRatio = value,
            static value => value is >= 0 and <= 1),
        new Setting<string?>(
            nameof(ObservabilityOptions.ServiceName),
            "a name of 1 to 255 characters",
            static (text, out value) => (value = text) is not null,
            static options => options.ServiceName,
            static (options, value) => options.ServiceName = value,
            static value => value is null || (value.Length <= 255 && !string.IsNullOrWhiteSpace(value))),
        new Setting<GuardedCarriers>(
            nameof(ObservabilityOptions.Guard),
            "Foreign, All or None",
            TryParse,
            static options => options.Guard,
            static (options, value) => options.Guard = value,
            Enum.IsDefined),
        new Setting<int>(
            nameof(ObservabilityOptions.FaultLimit),
            "a whole number from 2 to 1000000",
            static (text, out value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value),
            static options => options.FaultLimit,
            static (options, value) => options.FaultLimit = value,
            static value => value is >= 2 and <= 1_000_000),
        OfTime(
            nameof(ObservabilityOptions.FaultWindow),
            static options => options.FaultWindow,
            static (options, value) => options.FaultWindow = value),
        OfTime(
            nameof(ObservabilityOptions.BreakDuration),
            static options => options.BreakDuration,
            static (options, value) => options.BreakDuration = value),
    ];

    public static IEnumerable<string> Names =>
        Values.Select(setting => setting.Name)
            .Prepend(nameof(ObservabilityOptions.Fallback))
            .Prepend(nameof(ObservabilityOptions.Carrier));

    static Setting<TimeSpan> OfTime(
        string name,
        Func<ObservabilityOptions, TimeSpan> get,
        Action<ObservabilityOptions, TimeSpan> set) =>
        new(
            name,
            Time,
            static (text, out value) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value),
            get,
            set,
            static value => value >= TimeSpan.FromMilliseconds(500) && value <= TimeSpan.FromDays(1));

    /// <summary>The platform's parser also takes numbers, and names with commas.</summary>
    static bool TryParse(string text, out GuardedCarriers value)
    {
        value = default;
        return Enum.GetNames<GuardedCarriers>().Contains(text, StringComparer.OrdinalIgnoreCase)
            && Enum.TryParse(text, ignoreCase: true, out value);
    }
}
