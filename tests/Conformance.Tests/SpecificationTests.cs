namespace Stackbilt.Observability.Conformance.Tests;

public sealed class SpecificationTests
{
    [Fact]
    public void Every_rule_that_is_worded_has_code_and_the_other_way_round() =>
        Assert.Equal(ConformanceSuite.WordedIds.Order(StringComparer.Ordinal), ConformanceSuite.ImplementedIds);

    [Fact]
    public void There_are_at_least_a_hundred_rules() => Assert.True(ConformanceSuite.Rules.Count >= 100);

    [Fact]
    public void Ids_are_numbered_without_gaps_in_each_group()
    {
        foreach (var group in ConformanceSuite.Rules.GroupBy(rule => rule.Id[..rule.Id.IndexOf('-', StringComparison.Ordinal)]))
        {
            Assert.Equal(Enumerable.Range(1, group.Count()).Select(number => $"{group.Key}-{number:00}"), group.Select(rule => rule.Id));
            Assert.Single(group.Select(rule => rule.Group).Distinct());
        }
    }

    [Fact]
    public void Every_rule_says_what_it_demands_why_and_both_halves()
    {
        var sections = ConformanceSuite.SpecificationText.Split("\n### ")[1..];
        Assert.Equal(ConformanceSuite.Rules.Count, sections.Length);
        Assert.All(sections, section =>
        {
            foreach (var item in (string[])["Why", "Needs", "With", "Without", "Cause"])
                Assert.Contains($"\n- **{item}:** ", section, StringComparison.Ordinal);
        });
        Assert.All(ConformanceSuite.Rules, rule => Assert.Matches("MUST|MAY|SHOULD", rule.Statement));
    }

    [Fact]
    public void The_groups_are_those_of_the_specification() => Assert.Equal(
        [
            "Nesting", "Async boundaries", "Error paths", "Isolation", "Scope misuse", "Lifetime", "Degradation",
            "Explicit threading", "Interop",
        ],
        ConformanceSuite.Rules.Select(rule => rule.Group).Distinct());
}
