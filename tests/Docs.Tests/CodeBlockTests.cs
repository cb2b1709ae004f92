using System.Text.Json;

namespace Docs.Tests;

/// <summary>What the documentation shows, compiles: one test for each block and compiler, named by file and line.</summary>
public class CodeBlockTests
{
    // A fence such as "csharp conformance" is compiled as soon as this project references what it needs.
    static readonly Dictionary<string, string> Needed = new()
    {
        ["conformance"] = "Stackbilt.Observability.Conformance.Xunit",
    };

    // A fence such as "csharp 7.3" is compiled by an old compiler as well.
    const string Anywhere = "7.3";

    public static TheoryData<string, string> CSharp
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var place in Places("csharp"))
            {
                var isForAll = Repository.Block(place).Needs == Anywhere;
                foreach (var lane in SampleLane.All.Where(lane => isForAll || !lane.IsOld))
                    all.Add(place, lane.Name);
            }

            return all;
        }
    }

    public static TheoryData<string> Json => [.. Places("json")];

    [Theory]
    [MemberData(nameof(CSharp))]
    public void Compiles(string place, string lane)
    {
        var errors = SampleCompiler.Errors(Repository.Block(place), SampleLane.All.Single(known => known.Name == lane));

        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    [Theory]
    [MemberData(nameof(Json))]
    public void IsJson(string place) => JsonDocument.Parse(Repository.Block(place).Text).Dispose();

    [Fact]
    public void Every_block_says_what_it_needs_in_a_word_that_is_known() =>
        Assert.All(
            Repository.Blocks.Where(block => block.Language == "csharp" && block.Needs is not null),
            block => Assert.True(block.Needs == Anywhere || Needed.ContainsKey(block.Needs!), $"{block.Place}: what is \"{block.Needs}\"?"));

    static IEnumerable<string> Places(string language) => Repository.Blocks
        .Where(block => block.Language == language && IsReferenced(block.Needs))
        .Select(block => block.Place);

    static bool IsReferenced(string? need) =>
        need is null or Anywhere || (Needed.TryGetValue(need, out var assembly) && SampleCompiler.References(assembly));
}
