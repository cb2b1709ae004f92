using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>The page about standards: what is met has its tests, and these exist.</summary>
public partial class StandardsTableTests
{
    static readonly List<(string Requirement, string Answer, string Tests)> Requirements = [.. RequirementsOf(File.ReadLines(Path.Combine(Repository.Root, "docs", "standards.md")))];

    public static TheoryData<string> All => [.. Requirements.Select(static row => row.Requirement)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_answer_is_one_of_three_and_what_is_met_names_tests_that_exist(string requirement)
    {
        var (_, answer, tests) = Requirements.Single(row => row.Requirement == requirement);
        Assert.Matches("^(met|not met|not applicable)($|[,;:])|^met where ", answer);
        var names = Name().Matches(tests);
        Assert.Equal(tests, string.Join(", ", names.Select(static name => name.Value)));
        Assert.True(names.Count > 0 || answer.StartsWith("not ", StringComparison.Ordinal), requirement);
        Assert.All(names, static name => Assert.True(TestNames.Exists(name.Groups["class"].Value, name.Groups["test"].Value), name.Value));
    }

    [Fact]
    public void There_are_requirements_of_each_standard_and_a_row_is_read()
    {
        Assert.InRange(Requirements.Count, 40, 200);
        Assert.Equal(
            [("3.2: ask", "met", "`A.B`")],
            RequirementsOf(["| section | asks for | answer | test |", "|---|---|---|---|", "| 3.2 | ask | met | `A.B` |", "text"]));
    }

    static IEnumerable<(string Requirement, string Answer, string Tests)> RequirementsOf(IEnumerable<string> lines) => lines
        .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(static cells => cells.Length == 6 && cells[2] != "asks for" && !cells[1].StartsWith('-'))
        .Select(static cells => ($"{cells[1]}: {cells[2]}", cells[3], cells[4]));

    [GeneratedRegex("`(?<class>[A-Za-z0-9]+)[.](?<test>[A-Za-z0-9_]+)`")]
    private static partial Regex Name();
}
