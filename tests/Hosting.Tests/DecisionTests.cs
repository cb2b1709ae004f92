using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Tests;

public class DecisionTests
{
    [Fact]
    public async Task It_is_in_the_container()
    {
        using var situation = new Situation(("Carrier", "slot"), ("Fallback", "Explicit,Null"), ("ServiceName", "cards"))
            .With("Slot", static _ => throw new NotSupportedException("not here"));
        using var host = await situation.StartAsync();
        await host.StopAsync();

        var decision = host.Services.GetRequiredService<CarrierDecision>();

        Assert.Equal("slot", decision.Asked);
        Assert.Equal(["AsyncLocal", "Activity", "Explicit", "Null", "Slot"], decision.Registered);
        Assert.Equal(["Slot (its factory failed: not here)", "Explicit (passed)"], decision.Tried.Select(tried => $"{tried}"));
        Assert.IsType<NotSupportedException>(decision.Tried[0].Exception);
        Assert.Equal("Explicit", decision.Chosen);
        Assert.Equal("Explicit", decision.InUse);
        Assert.Null(decision.Fallback);
        Assert.False(decision.IsGuarded);
        Assert.True(decision.IsEnabled);
        Assert.Equal(
            [new("service.name", "cards"), new("stackbilt.carrier.asked", "slot"), new("stackbilt.carrier.chosen", "Explicit")],
            decision.ResourceAttributes);
    }

    [Fact]
    public async Task The_name_of_the_service_is_the_applications_unless_it_is_given()
    {
        using var situation = new Situation();
        situation.Builder.Environment.ApplicationName = "Cards.Api";
        using var host = await situation.StartAsync();
        await host.StopAsync();

        Assert.Contains(
            new("service.name", "Cards.Api"), host.Services.GetRequiredService<CarrierDecision>().ResourceAttributes);
    }

    [Theory]
    [InlineData("Foreign", "Slot", true)]
    [InlineData("foreign", "AsyncLocal", false)]
    [InlineData("All", "AsyncLocal", true)]
    [InlineData("None", "Slot", false)]
    public async Task The_guard_is_around_what_the_options_say(string guard, string carrier, bool expected)
    {
        using var situation = new Situation(("Carrier", carrier), ("Guard", guard)).With("Slot", static _ => new SlotCarrier());
        using var host = await situation.StartAsync();
        await host.StopAsync();

        Assert.Equal(expected, host.Services.GetRequiredService<CarrierDecision>().IsGuarded);
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Explicit")]
    [InlineData("Slot")]
    public async Task Guarded_or_not_a_carrier_refuses_to_keep_null_until_it_ends(string carrier)
    {
        using var situation = new Situation(("Carrier", carrier), ("Guard", carrier == "Slot" ? "Foreign" : "All"))
            .With("Slot", static _ => new SlotCarrier());
        using var host = await situation.StartAsync();

        Assert.Throws<ArgumentNullException>(
            "span", () => host.Services.GetRequiredService<IContextCarrier>().AttachUntilEnd(null!));
        Assert.Throws<ArgumentNullException>("span", static () => ((IContextCarrier)new ExplicitCarrier()).AttachUntilEnd(null!));
        await host.StopAsync();
        Assert.Empty(situation.Warnings);
    }

    [Fact]
    public async Task Health_follows_what_serves()
    {
        var isBroken = false;
        using var situation = new Situation(("Carrier", "Slot"), ("Fallback", "Explicit"), ("FaultLimit", "2"))
            .WithFaulty("Slot", _ => isBroken ? Fault.ThrowsBefore : Fault.None);
        situation.Builder.Services.AddHealthChecks().AddStackbiltObservability();
        using var host = await situation.StartAsync();

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);

        isBroken = true;
        var tracer = host.Services.GetRequiredService<Tracer>();
        tracer.Carrier.RunWithSpan(null, static _ => { });
        tracer.Carrier.RunWithSpan(null, static _ => { });
        var inTrouble = await CheckAsync(host);
        Assert.Equal(HealthStatus.Degraded, inTrouble.Status);
        Assert.Equal("Explicit", inTrouble.Data["in_use"]);
        Assert.StartsWith("New traces travel by: Explicit.", inTrouble.Description, StringComparison.Ordinal);

        isBroken = false;
        situation.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("Enabled", "false", HealthStatus.Healthy)]
    [InlineData("Fallback", "Null", HealthStatus.Unhealthy)]
    public async Task Health_at_the_start(string key, string value, HealthStatus expected)
    {
        using var situation = new Situation(("Carrier", "Slot"), (key, value))
            .With("Slot", static _ => throw new NotSupportedException());
        situation.Builder.Services.AddHealthChecks().AddStackbiltObservability("carrier", HealthStatus.Unhealthy, ["ready"]);
        using var host = await situation.StartAsync();

        Assert.Equal(expected, (await CheckAsync(host, "carrier")).Status);
        await host.StopAsync();
    }

    static async Task<HealthReportEntry> CheckAsync(IHost host, string name = "stackbilt.observability") =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries[name];
}
