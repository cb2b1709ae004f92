using Microsoft.Extensions.Time.Testing;

namespace Stackbilt.Observability.Tests;

public class PeriodicTimerTests
{
    [Theory, EveryCarrier]
    public async Task Each_tick_is_a_trace_of_its_own(string carrier)
    {
        var clock = new FakeTimeProvider();
        await using var program = await StartAsync(carrier, clock);

        for (var tick = 1; tick <= 2; tick++)
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            await program.Recorder.WaitForAsync(
                all => all.Count(static span => span.Name == "letter.round") == tick, HangGuard.Token);
        }

        await program.ShouldHaveTheTreeOfAsync("PeriodicTimer");
        Assert.Equal(["the tray", "the tray"], program.Arrived());
        Assert.Equal(2, program.Recorder.Spans.Select(static span => span.Context.TraceId).Distinct().Count());
    }

    [Theory, EveryCarrier]
    public async Task A_tick_that_throws_ends_the_loop_with_what_it_threw(string carrier)
    {
        var clock = new FakeTimeProvider();
        await using var program = await StartAsync(carrier, clock);
        program.Post.Archive = (_, _) => throw program.Post.Refusal;
        var round = Assert.Single(program.Services.GetServices<IHostedService>().OfType<LetterRound>());

        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Same(program.Post.Refusal, await Record.ExceptionAsync(() => round.ExecuteTask!.Guarded()));
        Assert.Single(program.Arrived());
        Assert.Equal(SpanStatus.Error, Assert.Single(program.Recorder.Spans, static span => span.Name == "letter.round").Status);
    }

    static Task<RecipeProgram> StartAsync(string carrier, TimeProvider clock) => RecipeProgram.StartAsync(carrier, builder =>
    {
        builder.Services.AddSingleton(clock);
        builder.Services.AddHostedService<LetterRound>();
        builder.Services.Configure<HostOptions>(static options =>
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
    });
}
