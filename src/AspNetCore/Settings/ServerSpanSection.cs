using Microsoft.Extensions.Configuration;

namespace Stackbilt.Observability;

/// <summary>The options of the server spans that are values, from the section <see cref="ServerSpanOptions.SectionName"/>.</summary>
static class ServerSpanSection
{
    /// <exception cref="InvalidOperationException">A key or a value is wrong; the message names them all.</exception>
    public static void Read(IConfiguration? configuration, ServerSpanOptions options)
    {
        var complaints = new List<string>();
        foreach (var child in configuration?.GetSection(ServerSpanOptions.SectionName).GetChildren() ?? [])
        {
            if (Read(child, options) is { } accepted)
                complaints.Add($"{child.Path} {accepted}");
        }

        if (complaints.Count != 0)
            throw new InvalidOperationException(string.Join(Environment.NewLine, complaints));
    }

    /// <returns>What is wrong, in words that fit after the path; null where nothing is.</returns>
    static string? Read(IConfigurationSection child, ServerSpanOptions options)
    {
        if (IsNamed(child, nameof(options.IncomingTrace)))
        {
            if (Enum.GetNames<IncomingTrace>().FirstOrDefault(name => name.Equals(child.Value, StringComparison.OrdinalIgnoreCase)) is not { } name)
                return $"is {(child.Value is { } given ? $"\"{given}\"" : "a list")}; it must be {string.Join(", ", Enum.GetNames<IncomingTrace>())}.";

            options.IncomingTrace = Enum.Parse<IncomingTrace>(name);
            return null;
        }

        var list = IsNamed(child, nameof(options.QueryKeys)) ? options.QueryKeys
            : IsNamed(child, nameof(options.RequestHeaders)) ? options.RequestHeaders
            : IsNamed(child, nameof(options.ResponseHeaders)) ? options.ResponseHeaders
            : null;
        if (list is null)
            return "is not a setting. The settings are: IncomingTrace, QueryKeys, RequestHeaders, ResponseHeaders.";

        foreach (var name in Names(child))
            list.Add(name);

        return null;
    }

    static bool IsNamed(IConfigurationSection child, string name) => string.Equals(child.Key, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A list, or one text with commas: an environment variable is easier to write that way.</summary>
    static IEnumerable<string> Names(IConfigurationSection list) => list.Value is { } text
        ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : list.GetChildren().Select(static child => child.Value).OfType<string>();
}
