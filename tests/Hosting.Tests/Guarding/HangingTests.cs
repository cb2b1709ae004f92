using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Stackbilt.Observability.Tests;

/// <summary>A carrier that hangs after the start: noticed, out of service, told by the health check, and checked by one thread.</summary>
[Collection(StaticDoor.Name)] // Whoever reads ActiveSpan in this process would hang in the carrier as well.
public class HangingTests
{
    [Theory]
    [InlineData("Current")]
    [InlineData("Attach")]
    [InlineData("Detach")]
    public async Task It_is_taken_out_of_service_and_comes_back_when_it_answers(string member)
    {
        using var carrier = new HangingCarrier();
        using var situation = new Situation(("Carrier", "Own"), ("Fallback", "AsyncLocal")).With("Own", _ => carrier);
        situation.Builder.Services.AddHealthChecks().AddStackbiltObservability();
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        var decision = host.Services.GetRequiredService<CarrierDecision>();
        var health = host.Services.GetRequiredService<HealthCheckService>();
        using var before = tracer.StartRoot("before");
        var scope = tracer.Carrier.Attach(before);
        var since = situation.Time.GetUtcNow().AddSeconds(5);
        carrier.HangIn(member);

        situation.Time.Advance(TimeSpan.FromSeconds(5));
        carrier.WaitUntilItHangs();
        Assert.Equal("Own", decision.InUse);
        situation.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("AsyncLocal", decision.InUse);

        var report = (await health.CheckHealthAsync()).Entries.Single().Value;
        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.StartsWith(
            $"The carrier Own has not returned from {member} since {since:yyyy-MM-dd HH:mm:ss}Z. New traces travel by: AsyncLocal. ",
            report.Description,
            StringComparison.Ordinal);

        // None of this enters the carrier: it would not come back.
        using var during = tracer.StartRoot("during");
        Assert.Same(during, tracer.Carrier.RunWithSpan(during, _ => tracer.Current));
        Assert.Null(tracer.Carrier.RunWithSpan(before, _ => tracer.Current));
        Assert.Null(tracer.Carrier.RunWithSpan(null, _ => tracer.Current));
        using (before.StartActiveChild("child"))
            Assert.Null(tracer.Current);

        scope.Dispose();
        Assert.Null(tracer.Current);
        for (var check = 0; check < 100; check++)
            situation.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(1, carrier.Entered);
        carrier.Release();
        await BackAsync(situation, decision);

        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        using var after = tracer.StartRoot("after");
        Assert.Same(after, tracer.Carrier.RunWithSpan(after, _ => tracer.Current));
        // The carrier never heard of the end of that scope.
        Assert.Null(tracer.Current);
        await host.StopAsync();
    }

    /// <summary>Until the thread that was let go has come to its end, however long that takes on this machine.</summary>
    static async Task BackAsync(Situation situation, CarrierDecision decision)
    {
        while (decision.InUse != "Own")
        {
            situation.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }
    }
}
