using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Stackbilt.Observability;
using Stackbilt.Observability.Conformance;
using Stackbilt.Observability.Tests;

namespace Docs.Tests;

/// <summary>The carriers in the page about writing one conform as they are printed, and the page says how they come out.</summary>
public class PrintedCarriersConform
{
    const string Page = "docs/writing-a-carrier.md";

    public static TheoryData<string> Carriers => ["ThreadCarrier", "TurnCarrier", "CountingCarrier"];

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task As_the_page_says(string carrier)
    {
        var results = await ConformanceSuite.RunAsync(CompiledCarriers.Factory(Page, carrier), Patience.Options);

        Assert.All(results, static result => result.ThrowIfFailed());
        var passed = results.Count(static result => result.Outcome == RuleOutcome.Passed);
        Assert.Contains(
            $"| `{carrier}` | {passed} | {results.Count - passed} | 0 |",
            Repository.Pages.Single(static page => page.File == Page).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_decorator_of_its_own_page_conforms()
    {
        var results = await ConformanceSuite.RunAsync(CompiledCarriers.Factory("docs/add-a-carrier-decorator.md", "MirroringCarrier"), Patience.Options);

        Assert.All(results, static result => result.ThrowIfFailed());
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public void They_pass_the_check_at_the_start_of_a_host(string carrier)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Stackbilt:Observability:Carrier", (string?)"Printed")]);
        var create = CompiledCarriers.Factory(Page, carrier);
        builder.AddStackbiltObservability().AddCarrier("Printed", _ => create());
        using var services = builder.Services.BuildServiceProvider();

        Assert.Equal("Printed", services.GetRequiredService<CarrierDecision>().Chosen);
    }
}
