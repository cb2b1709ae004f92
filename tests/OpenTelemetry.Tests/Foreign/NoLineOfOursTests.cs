using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>Under the carrier <c>Activity</c>, deep code has its parent in places where no line of ours was passed through.</summary>
public class NoLineOfOursTests
{
    [Fact]
    public async Task Below_an_activity_of_HttpClient_and_in_a_handler_without_the_middleware()
    {
        var program = await ForeignProgram.UsedAsync(
            CarrierNames.Activity, static program => program.PostAsync(), hasTheMiddleware: false);

        var spans = program.Exported.Activities;
        var client = Assert.Single(spans, static span => span is { Source.Name: Exported.HttpClient, DisplayName: "POST" });
        var server = Assert.Single(spans, static span => span.Source.Name == Exported.Host);
        Assert.Equal(client.SpanId, server.ParentSpanId);
        Assert.Single(spans, span => span.DisplayName == "deep.step" && span.ParentSpanId == client.SpanId);
        Assert.Single(spans, span => span.DisplayName == "deep.step" && span.ParentSpanId == server.SpanId);
    }

    [Fact]
    public async Task Below_an_activity_made_by_hand()
    {
        ActivityContext made = default;
        var program = await ForeignProgram.UsedAsync(CarrierNames.Activity, async program =>
        {
            using var activity = ForeignProgram.Source.StartActivity("by hand");
            made = activity!.Context;
            await program.HandleAsync();
            Assert.Same(activity, Activity.Current);
        });

        Assert.Single(
            program.Exported.Activities, span => span.DisplayName == "deep.step" && span.ParentSpanId == made.SpanId);
    }
}
