namespace Docs.Tests;

/// <summary>
/// The table of what can go wrong: its messages are, word for word, the snapshots of the tests that it names, and no snapshot is
/// left out.
/// </summary>
public class SituationTableTests
{
    static readonly string Snapshots = Path.Combine(Repository.Root, "tests", "Hosting.Tests", "Situations");

    static readonly List<(string Test, string Message)> Table =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "choosing-a-carrier.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 6 && cells[4].Contains("Tests.", StringComparison.Ordinal))
            .Select(cells => (cells[4].Trim('`'), cells[3])),
    ];

    public static TheoryData<string> Tests => [.. Table.Select(row => row.Test)];

    [Theory]
    [MemberData(nameof(Tests))]
    public void The_message_is_the_one_that_the_test_has_seen(string test)
    {
        var seen = File.ReadAllText(Path.Combine(Snapshots, test + ".verified.txt")).TrimEnd('\n');

        Assert.Equal(seen.Replace("\n", "<br>", StringComparison.Ordinal), Table.Single(row => row.Test == test).Message);
    }

    [Fact]
    public void Every_snapshot_has_a_row() => Assert.Equal(
        Directory.GetFiles(Snapshots, "*.verified.txt")
            .Select(file => Path.GetFileName(file).Replace(".verified.txt", "", StringComparison.Ordinal))
            .Order(),
        Table.Select(row => row.Test).Order());
}
