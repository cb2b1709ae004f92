namespace Stackbilt.Observability.Tests;

public class ChannelWorkerTests
{
    const string Section = "Channel workers";

    [Theory, EveryCarrier]
    public async Task A_letter_goes_on_in_the_trace_of_the_request_that_wrote_it(string carrier)
    {
        await using var program = await StartAsync(carrier);

        (await program.Client.PostAsync("/queue/Ada", null, HangGuard.Token)).EnsureSuccessStatusCode();

        await program.ShouldHaveTheTreeOfAsync(
            Section,
            underNull:
            """
            POST /queue/{letter} [Server]
            letter.send [Consumer]
            """);
        Assert.Equal(["Ada"], program.Arrived());
    }

    [Theory, EveryCarrier]
    public async Task A_letter_that_throws_is_logged_and_the_next_one_is_sent(string carrier)
    {
        await using var program = await StartAsync(carrier);
        var queue = program.Services.GetRequiredService<LetterQueue>();

        await queue.WriteAsync(PostOffice.Refused, parent: null);
        await queue.WriteAsync("Grace", parent: null);

        var spans = await program.Recorder.WaitForAsync(
            static all => all.Count(static span => span.Name == "letter.send") == 2, HangGuard.Token);
        Assert.Equal(["Grace", PostOffice.Refused], program.Arrived());
        Assert.Same(program.Post.Refusal, Assert.Single(program.Log.Errors).Exception);
        Assert.Equal(
            [SpanStatus.Error, SpanStatus.Unset],
            spans.Where(static span => span.Name == "letter.send").Select(static span => span.Status));
    }

    static Task<RecipeProgram> StartAsync(string carrier) => RecipeProgram.StartAsync(
        carrier,
        static builder =>
        {
            builder.Services.AddSingleton<LetterQueue>();
            builder.Services.AddHostedService<LetterWorker>();
        },
        static app => app.MapPost("/queue/{letter}", static async (string letter, LetterQueue queue, RequestSpan request) =>
            await queue.WriteAsync(letter, request.Span)));
}
