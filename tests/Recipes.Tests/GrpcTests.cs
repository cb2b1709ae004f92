using Grpc.Core;
using Grpc.Net.Client;

namespace Stackbilt.Observability.Tests;

public class GrpcTests
{
    [Theory, EveryCarrier]
    public async Task A_call_has_the_span_of_its_request(string carrier)
    {
        await using var program = await StartAsync(carrier);

        await SendAsync(program, "Ada");

        await program.ShouldHaveTheTreeOfAsync("gRPC", underNull: "POST /mail.Mail/Send [Server]");
        Assert.Equal(["Ada"], program.Arrived());
    }

    [Theory, EveryCarrier]
    public async Task What_a_call_throws_reaches_the_caller_as_without_us_and_is_an_error_of_the_span(string carrier)
    {
        await using var program = await StartAsync(carrier);

        var thrown = await Assert.ThrowsAsync<RpcException>(() => SendAsync(program, PostOffice.Refused));

        Assert.Equal(StatusCode.Unknown, thrown.StatusCode);
        Assert.Equal([PostOffice.Refused], program.Arrived());
        Assert.Equal(program.Carries ? SpanStatus.Error : SpanStatus.Unset, (await ServerSpanAsync(program)).Status);
    }

    [Theory, EveryCarrier]
    public async Task An_answer_of_the_service_is_no_error(string carrier)
    {
        await using var program = await StartAsync(carrier);
        program.Post.Archive = static (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "moved"));

        var thrown = await Assert.ThrowsAsync<RpcException>(() => SendAsync(program, "Ada"));

        Assert.Equal(StatusCode.NotFound, thrown.StatusCode);
        var span = await ServerSpanAsync(program);
        Assert.Equal(SpanStatus.Unset, span.Status);
        Assert.Equal(program.Carries, span.Events.Any(static recorded => recorded.Name == "exception"));
    }

    static async Task SendAsync(RecipeProgram program, string address)
    {
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = program.Handler });
        await new Mail.MailClient(channel).SendAsync(new Letter { Address = address }, cancellationToken: HangGuard.Token);
    }

    static async Task<SpanData> ServerSpanAsync(RecipeProgram program) =>
        (await program.Recorder.WaitForAsync(static all => all.Any(static span => span.Kind == SpanKind.Server), HangGuard.Token))
            .Single(static span => span.Kind == SpanKind.Server);

    static Task<RecipeProgram> StartAsync(string carrier) => RecipeProgram.StartAsync(
        carrier,
        static builder => builder.Services.AddGrpc(static options => options.Interceptors.Add<GrpcOutcomes>()),
        static app => app.MapGrpcService<GrpcMail>());
}
