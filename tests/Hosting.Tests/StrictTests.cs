using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

[Collection(StaticDoor.Name)]
public class StrictTests
{
    [Fact]
    public async Task Strict_says_each_time_where_the_scope_was_opened_and_at_the_stop_what_is_still_open()
    {
        using var situation = new Situation(("Strict", "true"));
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        using var span = tracer.StartRoot("closed twice");
        CloseTwice(tracer, span);
        CloseTwice(tracer, span);
        _ = tracer.StartRoot("never ended");
        span.End();

        await host.StopAsync();

        Assert.Equal(2, situation.Warnings.Count(line => line.Contains("closed twice", StringComparison.Ordinal)));
        Assert.All(
            situation.Warnings.Where(line => line.Contains("closed twice", StringComparison.Ordinal)),
            line => Assert.Contains(nameof(CloseTwice), line, StringComparison.Ordinal));
        Assert.Single(situation.Warnings, line => line.Contains("never ended", StringComparison.Ordinal));
        Assert.DoesNotContain(situation.Warnings, line => line.Contains("counted and not logged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Otherwise_the_first_of_a_kind_is_logged_by_its_own_host()
    {
        using var situation = new Situation();
        using var another = new Situation();
        using var host = await situation.StartAsync();
        using var otherHost = await another.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        using var span = tracer.StartRoot("closed twice");
        CloseTwice(tracer, span);
        CloseTwice(tracer, span);
        span.End();
        span.StartChild("late").End();
        span.StartChild("late").End();

        await host.StopAsync();
        await otherHost.StopAsync();

        Assert.Empty(another.Warnings);
        Snapshot.Matches(string.Join('\n', situation.Warnings));
    }

    [Theory]
    [InlineData(CarrierNames.Explicit, 1)]
    [InlineData(CarrierNames.AsyncLocal, 0)]
    [InlineData(CarrierNames.Null, 0)]
    public async Task Under_strict_a_read_of_the_static_door_that_nobody_can_answer_is_an_error(string carrier, int expected)
    {
        using var situation = new Situation(("Strict", "true"), ("Carrier", carrier));
        using var host = await situation.StartAsync();

        Assert.Null(ActiveSpan.Current);

        await host.StopAsync();
        Assert.Equal(expected, situation.Warnings.Count());
    }

    [Fact]
    public async Task Strict_and_guarded_a_trace_still_stays_with_its_carrier()
    {
        var isBroken = false;
        using var situation = new Situation(("Strict", "true"), ("Carrier", "Slot"), ("Fallback", "Explicit"), ("FaultLimit", "2"))
            .WithFaulty("Slot", _ => isBroken ? Fault.ThrowsBefore : Fault.None);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        using var before = tracer.StartRoot("before");
        isBroken = true;
        tracer.Carrier.RunWithSpan(before, static _ => { });
        tracer.Carrier.RunWithSpan(before, static _ => { });
        using var during = tracer.StartRoot("during");
        isBroken = false;
        situation.Time.Advance(TimeSpan.FromSeconds(5));
        using var after = tracer.StartRoot("after");

        Assert.Null(tracer.Carrier.RunWithSpan(during, _ => tracer.Current));
        Assert.Same(after, tracer.Carrier.RunWithSpan(after, _ => tracer.Current));
        await host.StopAsync();
    }

    static void CloseTwice(Tracer tracer, Span span)
    {
        var scope = tracer.Carrier.Attach(span);
        scope.Dispose();
        scope.Dispose();
    }
}
