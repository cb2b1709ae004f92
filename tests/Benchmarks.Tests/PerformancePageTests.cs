namespace Stackbilt.Observability.Benchmarks.Tests;

/// <summary>A command that has measured for minutes finds the place for its table.</summary>
public class PerformancePageTests
{
    static readonly string[] Commands =
    [
        .. BenchmarkCommands.All()
            .Where(static command => command.Options.Any(static option => option.Name == "--write"))
            .Select(static command => command.Name),
    ];

    public static TheoryData<string> Writing => [.. Commands];

    [Theory]
    [MemberData(nameof(Writing))]
    public void Has_a_place_for_each_command_that_writes(string command)
    {
        var page = File.ReadAllText(PerformancePage.InDocs("performance.md"));

        var written = PerformancePage.With(page, command, "| measured |");

        Assert.Contains("| measured |", written, StringComparison.Ordinal);
        Assert.Contains($"benchmarks -- {command} --write", written, StringComparison.Ordinal);
        Assert.Equal(written, PerformancePage.With(written, command, "| measured |"));
    }

    [Fact]
    public void Of_which_there_are_seven() =>
        Assert.Equal(["grains", "growth", "messages", "ratios", "requests", "scale", "soak"], Commands.Order(StringComparer.Ordinal));

    [Fact]
    public void A_page_without_a_place_is_refused() => Assert.Throws<InvalidOperationException>(
        () => PerformancePage.With("<!-- end: grains --><!-- begin: grains -->", "grains", "| measured |"));
}
