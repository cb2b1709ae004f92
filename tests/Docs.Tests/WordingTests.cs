using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>Readers whose first language is another one: the pages name who does something, and use words of today.</summary>
public partial class WordingTests
{
    // These pages are worded by the rules, by tests or by programs.
    static readonly HashSet<string> Others =
    [
        "docs/conformance.md", "docs/performance.md", "docs/security.md", "docs/spec.md", "docs/standards.md", "docs/writing-a-carrier.md",
    ];

    public static TheoryData<string> Pages =>
    [
        .. Repository.Pages.Select(page => page.File)
            .Where(file => !Others.Contains(file) && !file.StartsWith("tests/", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Are_those_of_a_colleague(string file) => Assert.Empty(Odd(Repository.Pages.Single(page => page.File == file).Text));

    [Theory]
    [InlineData("src")]
    [InlineData("samples")]
    [InlineData("tests/Conformance")]
    [InlineData("tests/Conformance.Report")]
    [InlineData("tests/Conformance.Xunit")]
    public void And_in_the_comments_of_what_others_read(string folder) => Assert.Empty(Repository.Sources(folder)
        .SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file))
            .SelectMany(line => Odd(Comment().Match(line).Value).Select(word => $"{file}: {word}"))));

    [Theory]
    [InlineData("Whoever listens is told.", "Whoever")]
    [InlineData("That is too dear.", "dear")]
    [InlineData("It throws its very exception.", "very exception")]
    [InlineData("```csharp\n// somebody else's\n```\nIt is very fast.", null)]
    public void An_odd_word_is_found_outside_of_code(string text, string? found) => Assert.Equal(found, Odd(text).SingleOrDefault());

    static IEnumerable<string> Odd(string text) => OddWords().Matches(Code().Replace(text, "")).Select(static match => match.Value);

    [GeneratedRegex(@"\b(?:whoever|whosoever|somebody|anybody|dear|dearer|tells of|the very \w+|very (?:exception|same|context)|of another make)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OddWords();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`|<!--.*?-->", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
