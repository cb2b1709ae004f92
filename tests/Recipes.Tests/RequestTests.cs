using System.Net;

namespace Stackbilt.Observability.Tests;

/// <summary>The handlers of requests: a minimal API and a controller.</summary>
public class RequestTests
{
    [Theory, EveryCarrier]
    public async Task An_endpoint_has_the_span_of_its_request(string carrier)
    {
        await using var program = await StartAsync(carrier);

        using var response = await program.Client.PostAsync("/letters/Ada?paper=blue", null, HangGuard.Token);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await program.ShouldHaveTheTreeOfAsync("Minimal APIs", underNull: "POST /letters/{address} [Server]");
        Assert.Equal(["Ada"], program.Arrived());
    }

    [Theory, EveryCarrier]
    public async Task A_controller_has_the_span_of_its_request(string carrier)
    {
        await using var program = await StartAsync(carrier);

        using var response = await program.Client.PostAsync("/office/letters/Ada", null, HangGuard.Token);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await program.ShouldHaveTheTreeOfAsync("Controllers");
        Assert.Equal(["Ada"], program.Arrived());
    }

    [Theory, EveryCarrier]
    public async Task What_a_handler_throws_reaches_the_server(string carrier)
    {
        foreach (var path in new[] { "/letters/", "/office/letters/" })
        {
            await using var program = await StartAsync(carrier);

            var thrown = await Record.ExceptionAsync(() =>
                program.Client.PostAsync(path + PostOffice.Refused, null, HangGuard.Token));

            Assert.Same(program.Post.Refusal, thrown);
            Assert.Equal([PostOffice.Refused], program.Arrived());
            var spans = await program.Recorder.WaitForAsync(
                static all => all.Any(static span => span.Kind == SpanKind.Server), HangGuard.Token);
            Assert.Equal(SpanStatus.Error, spans.Single(static span => span.Kind == SpanKind.Server).Status);
        }
    }

    static Task<RecipeProgram> StartAsync(string carrier) => RecipeProgram.StartAsync(
        carrier,
        static builder => builder.Services.AddControllers().AddApplicationPart(typeof(LettersController).Assembly),
        static app =>
        {
            app.MapLetters();
            app.MapControllers();
        });
}
