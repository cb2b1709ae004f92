namespace Stackbilt.Observability.Tests;

public class BackgroundServiceTests
{
    [Theory, EveryCarrier]
    public async Task Each_letter_is_a_trace_of_its_own(string carrier)
    {
        await using var program = await StartAsync(carrier);

        program.Post.Leave("Ada");
        program.Post.Leave("Grace");

        await program.ShouldHaveTheTreeOfAsync("BackgroundService");
        Assert.Equal(["Ada", "Grace"], program.Arrived());
        Assert.Equal(2, program.Recorder.Spans.Select(static span => span.Context.TraceId).Distinct().Count());
    }

    [Theory, EveryCarrier]
    public async Task What_a_letter_throws_is_what_the_service_ends_with(string carrier)
    {
        await using var program = await StartAsync(carrier);
        var service = Assert.Single(program.Services.GetServices<IHostedService>().OfType<NightShift>());

        program.Post.Leave(PostOffice.Refused);

        Assert.Same(program.Post.Refusal, await Record.ExceptionAsync(() => service.ExecuteTask!.Guarded()));
        Assert.Equal([PostOffice.Refused], program.Arrived());
        Assert.Equal(SpanStatus.Error, Assert.Single(program.Recorder.Spans, static span => span.Name == "letter.send").Status);
    }

    static Task<RecipeProgram> StartAsync(string carrier) => RecipeProgram.StartAsync(carrier, static builder =>
    {
        builder.Services.AddHostedService<NightShift>();
        builder.Services.Configure<HostOptions>(static options =>
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
    });
}
