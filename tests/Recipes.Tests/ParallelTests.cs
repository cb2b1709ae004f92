using Microsoft.AspNetCore.Mvc;

namespace Stackbilt.Observability.Tests;

public class ParallelTests
{
    [Theory, EveryCarrier]
    public async Task The_letters_are_beside_each_other_below_the_mailing(string carrier)
    {
        await using var program = await StartAsync(carrier);

        using var response = await program.Client.PostAsync("/mailings?to=Ada&to=Grace", null, HangGuard.Token);

        response.EnsureSuccessStatusCode();
        await program.ShouldHaveTheTreeOfAsync("Parallel.ForEachAsync");
        Assert.Equal(["Ada", "Grace"], program.Arrived());
    }

    [Theory, EveryCarrier]
    public async Task What_one_of_them_throws_is_what_the_mailing_throws(string carrier)
    {
        await using var program = await StartAsync(carrier);

        var thrown = await Record.ExceptionAsync(() =>
            program.Client.PostAsync($"/mailings?to={PostOffice.Refused}", null, HangGuard.Token));

        Assert.Same(program.Post.Refusal, thrown);
        Assert.Equal([PostOffice.Refused], program.Arrived());
        await program.Recorder.WaitForAsync(static all => all.Any(static span => span.Kind == SpanKind.Server), HangGuard.Token);
        Assert.Equal(
            program.Carries ? ["letter.send", "mailing.send", "POST /mailings"] : ["POST /mailings"],
            program.Recorder.Spans
                .Where(static span => span.Status == SpanStatus.Error)
                .Select(static span => span.Name));
    }

    static Task<RecipeProgram> StartAsync(string carrier) => RecipeProgram.StartAsync(
        carrier,
        static builder => builder.Services.AddSingleton<Mailing>(),
        static app => app.MapPost("/mailings", static async ([FromQuery] string[] to, Mailing mailing, RequestSpan request, CancellationToken stop) =>
            await mailing.SendAllAsync(to, request.Span, stop)));
}
