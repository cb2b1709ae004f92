namespace Stackbilt.Observability.Tests;

/// <summary>The example of <c>docs/code-under-all-carriers.md</c>: pure code between two doors has one tree, however the span travels.</summary>
public class UnderEveryCarrierTests
{
    const string Page = "docs/code-under-all-carriers.md";

    [Theory, EveryCarrier]
    public async Task The_bill_and_its_tree_are_the_same(string carrier)
    {
        await using var program = await StartAsync(carrier);

        var bill = await program.Client.GetStringAsync("/bill?to=Grace&to=Ada", HangGuard.Token);

        Assert.Equal("200", bill);
        await program.Recorder.ShouldHaveTreeAsync(
            program.Carries ? RecipePage.Tree("One tree", Page) : "GET /bill [Server]", HangGuard.Token);
    }

    [Theory, EveryCarrier]
    public async Task Without_a_parent_the_bill_is_the_same_and_there_are_no_spans(string carrier)
    {
        await using var program = await StartAsync(carrier);

        Assert.Equal(95, await program.Services.GetRequiredService<SortingRoom>().BillAsync(["Ada"], parent: null));
        Assert.Empty(program.Recorder.Spans);
    }

    static Task<RecipeProgram> StartAsync(string carrier) => RecipeProgram.StartAsync(
        carrier,
        static builder => builder.Services.AddSingleton<Postage>().AddSingleton<SortingRoom>(),
        static app => app.MapGet("/bill", static (string[] to, SortingRoom room, RequestSpan request) => room.BillAsync(to, request.Span)));
}
