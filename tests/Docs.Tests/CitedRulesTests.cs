using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>A rule that the sources cite is one that a reader can look up.</summary>
public partial class CitedRulesTests
{
    static readonly HashSet<string> Known = [.. RuleHeading().Matches(Read("docs/spec.md")).Select(static match => match.Groups[1].Value)];

    [Fact]
    public void Every_rule_that_the_sources_cite_is_in_the_specification() => Assert.Empty(Sources.SelectMany(static source => Unknown(source.Name, source.Text)));

    [Fact]
    public void No_rule_is_cited_by_a_bare_number() => Assert.Empty(Sources.SelectMany(static source => Bare(source.Name, source.Text)));

    [Fact]
    public void Some_are_cited_and_the_specification_is_found()
    {
        Assert.InRange(Known.Count, 100, 1000);
        Assert.Contains(Sources, static source => Id().IsMatch(source.Text));
    }

    [Theory]
    [InlineData("(LIFE-21)", 0)]
    [InlineData("what LIFE-99 says", 1)]
    [InlineData("(NEST-13, NOSUCH-01)", 1)]
    [InlineData("UTF-8, ISO-8601", 0)]
    public void An_id_that_is_not_there_is_found(string text, int count) => Assert.Equal(count, Unknown("a", text).Count());

    [Theory]
    [InlineData("(rule 9)", 1)]
    [InlineData("rules 2 and 3", 1)]
    [InlineData("Rule\n/// 12", 1)]
    [InlineData("the rules of 2 pages", 0)]
    public void A_bare_number_is_found(string text, int count) => Assert.Equal(count, Bare("a", text).Count());

    static IEnumerable<(string Name, string Text)> Sources => Repository.Sources("src").Select(static file => (file, Read(file)));

    static IEnumerable<string> Unknown(string file, string text) =>
        Id().Matches(text).Select(static match => match.Value).Where(static id => !Known.Contains(id)).Select(id => $"{file}: {id}");

    static IEnumerable<string> Bare(string file, string text) => BareNumber().Matches(text).Select(match => $"{file}: {match.Value}");

    static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    [GeneratedRegex(@"^### ([A-Z]+-\d\d) ", RegexOptions.Multiline)]
    private static partial Regex RuleHeading();

    [GeneratedRegex(@"\b[A-Z]{3,}-\d\d\b")]
    private static partial Regex Id();

    [GeneratedRegex(@"\brules?[\s/]+\d+\b", RegexOptions.IgnoreCase)]
    private static partial Regex BareNumber();
}
