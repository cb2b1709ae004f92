using System.Reflection;

namespace Stackbilt.Observability.Conformance;

/// <summary>
/// Reads the rules out of <c>docs/spec.md</c>. A group is a <c>##</c> heading, a rule a <c>###</c> heading of id and title,
/// then the statement, then a list whose items are named: Why, Needs, With, Without, Cause.
/// </summary>
static class Specification
{
    public static string Text { get; } = Read();

    public static IReadOnlyList<RuleText> Rules { get; } = [.. Parse(Text)];

    static string Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("spec.md")
            ?? throw new InvalidOperationException("The specification is not part of the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    static IEnumerable<RuleText> Parse(string text)
    {
        var group = "";
        foreach (var section in text.Split("\n##")[1..])
        {
            var heading = section[..section.IndexOf('\n', StringComparison.Ordinal)];
            if (!heading.StartsWith('#'))
                group = heading.Trim();
            else
                yield return ParseRule(group, heading[1..].Trim(), section[heading.Length..]);
        }
    }

    static RuleText ParseRule(string group, string heading, string body)
    {
        var space = heading.IndexOf(' ', StringComparison.Ordinal);
        var items = body.Split("\n- **");
        return new RuleText(
            heading[..space],
            heading[(space + 1)..],
            group,
            OneLine(items[0]),
            ParseCapabilities(heading, Item(heading, items, "Needs")),
            Item(heading, items, "With"),
            Item(heading, items, "Without"),
            Item(heading, items, "Cause"));
    }

    static string Item(string heading, string[] items, string name)
    {
        var item = Array.Find(items, item => item.StartsWith(name + ":**", StringComparison.Ordinal))
            ?? throw new FormatException($"The rule \"{heading}\" of the specification says nothing of \"{name}\".");
        return OneLine(item[(name.Length + 3)..]);
    }

    static CarrierCapabilities ParseCapabilities(string heading, string needs)
    {
        if (needs == "nothing.")
            return CarrierCapabilities.None;

        return Enum.TryParse<CarrierCapabilities>(needs.TrimEnd('.').Replace("`", "", StringComparison.Ordinal), out var parsed)
            ? parsed
            : throw new FormatException($"The rule \"{heading}\" of the specification needs an unknown capability: {needs}");
    }

    static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
