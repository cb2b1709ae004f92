using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Stackbilt.Observability.Tests;

public class HubMethodTests
{
    [Theory, EveryCarrier]
    public async Task Each_call_is_a_trace_of_its_own_with_a_link_to_the_connection(string carrier)
    {
        await using var program = await StartAsync(carrier);
        await using (var connection = await ConnectAsync(program))
        {
            await connection.InvokeAsync(nameof(LetterHub.Send), "Ada", HangGuard.Token);

            // The request of the connection goes on.
            await program.ShouldHaveTheTreeOfAsync("SignalR");
            Assert.Equal(["Ada"], program.Arrived());
        }

        var spans = await program.Recorder.WaitForAsync(
            static all => all.Any(static span => span.Name == "GET /hub"), HangGuard.Token);
        var request = spans.Single(static span => span.Name == "GET /hub");
        Assert.Equal(
            program.Carries ? [request.Context.SpanId] : [],
            spans.Single(static span => span.Name == "LetterHub/Send").Links.Select(static link => link.Context.SpanId));
    }

    [Theory, EveryCarrier]
    public async Task What_a_method_throws_reaches_the_caller(string carrier)
    {
        await using var program = await StartAsync(carrier);
        await using var connection = await ConnectAsync(program);

        var thrown = await Record.ExceptionAsync(() =>
            connection.InvokeAsync(nameof(LetterHub.Send), PostOffice.Refused, HangGuard.Token));

        Assert.Contains(program.Post.Refusal.Message, Assert.IsType<HubException>(thrown).Message, StringComparison.Ordinal);
        Assert.Equal([PostOffice.Refused], program.Arrived());
        Assert.Equal(SpanStatus.Error, Assert.Single(program.Recorder.Spans, static span => span.Kind == SpanKind.Server).Status);
    }

    static async Task<HubConnection> ConnectAsync(RecipeProgram program)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(program.Address + "/hub", HttpTransportType.WebSockets, static options => options.SkipNegotiation = true)
            .Build();
        await connection.StartAsync(HangGuard.Token);
        return connection;
    }

    static Task<RecipeProgram> StartAsync(string carrier) => RecipeProgram.StartAsync(
        carrier,
        static builder =>
        {
            builder.Services.AddSignalR(static options => options.AddFilter<HubMethodSpans>());
            builder.Services.Configure<HubOptions>(static options => options.EnableDetailedErrors = true);
        },
        static app => app.MapHub<LetterHub>("/hub"),
        onSockets: true);
}
