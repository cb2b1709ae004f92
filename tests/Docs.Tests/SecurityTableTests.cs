using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>The limits on the page about security: each names its tests, and these exist.</summary>
public partial class SecurityTableTests
{
    static readonly List<(string Limit, string Tests)> Limits =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "security.md"))
            .SkipWhile(static line => line != "## The limits")
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(static cells => cells.Length == 6)
            .Skip(2)
            .Select(static cells => ($"{cells[1]}: {cells[2]}", cells[4])),
    ];

    public static TheoryData<string> All => [.. Limits.Select(static limit => limit.Limit)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_limit_names_tests_that_exist(string limit)
    {
        var tests = Limits.Single(row => row.Limit == limit).Tests;
        var names = Name().Matches(tests);
        Assert.NotEmpty(names);
        Assert.Equal(tests, string.Join(", ", names.Select(static name => name.Value)));
        Assert.All(names, static name => Assert.True(TestNames.Exists(name.Groups["class"].Value, name.Groups["test"].Value), name.Value));
    }

    [Fact]
    public void There_are_limits_and_a_test_that_is_missing_is_noticed()
    {
        Assert.InRange(Limits.Count, 10, 100);
        Assert.True(TestNames.Exists(nameof(SecurityTableTests), nameof(Every_limit_names_tests_that_exist)));
        Assert.False(TestNames.Exists(nameof(SecurityTableTests), "No_such_test"));
        Assert.False(TestNames.Exists("NoSuchTests", nameof(Every_limit_names_tests_that_exist)));
    }

    [GeneratedRegex("`(?<class>[A-Za-z0-9]+)[.](?<test>[A-Za-z0-9_]+)`")]
    private static partial Regex Name();
}
