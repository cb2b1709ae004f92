using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

public class WhileRunningTests
{
    [Fact]
    public async Task First_use_fails()
    {
        var isBroken = false;
        using var situation = new Situation(("Carrier", "Slot"), ("Fallback", "AsyncLocal"))
            .WithFaulty("Slot", _ => isBroken ? Fault.ThrowsBefore : Fault.None);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        isBroken = true;

        Assert.Equal(1, RunOnce(tracer, out var active));

        Assert.Null(active);
        Assert.Equal("Slot", host.Services.GetRequiredService<CarrierDecision>().InUse);
        await host.StopAsync();
        Snapshot.Matches(string.Join('\n', situation.Warnings));
    }

    [Fact]
    public async Task Fails_under_load()
    {
        var isBroken = false;
        using var situation = new Situation(("Carrier", "Slot"), ("Fallback", "AsyncLocal"), ("FaultLimit", "3"))
            .WithFaulty("Slot", _ => isBroken ? Fault.ThrowsBefore : Fault.None);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        isBroken = true;
        for (var run = 0; run < 3; run++)
            Assert.Equal(1, RunOnce(tracer, out _));

        Assert.Equal("AsyncLocal", host.Services.GetRequiredService<CarrierDecision>().InUse);
        Assert.Equal(1, RunOnce(tracer, out var active));
        Assert.NotNull(active);
        await host.StopAsync();
        Snapshot.Matches(string.Join('\n', situation.Warnings));
    }

    [Fact]
    public async Task Fails_under_load_with_nobody_standing_by()
    {
        var isBroken = false;
        using var situation = new Situation(("Carrier", "Slot"), ("FaultLimit", "2"))
            .WithFaulty("Slot", _ => isBroken ? Fault.ThrowsBefore : Fault.None);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        isBroken = true;
        for (var run = 0; run < 4; run++)
        {
            Assert.Equal(1, RunOnce(tracer, out var active));
            Assert.Null(active);
        }

        Assert.Equal("none", host.Services.GetRequiredService<CarrierDecision>().InUse);
        await host.StopAsync();
        Snapshot.Matches(string.Join('\n', situation.Warnings));
    }

    [Fact]
    public async Task Recovers()
    {
        var isBroken = false;
        using var situation = new Situation(("Carrier", "Slot"), ("Fallback", "Explicit"), ("FaultLimit", "2"))
            .WithFaulty("Slot", _ => isBroken ? Fault.ThrowsBefore : Fault.None);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        var decision = host.Services.GetRequiredService<CarrierDecision>();
        isBroken = true;
        RunOnce(tracer, out _);
        RunOnce(tracer, out _);
        Assert.Equal("Explicit", decision.InUse);
        using var inTrouble = tracer.StartRoot("in trouble");

        situation.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Explicit", decision.InUse);
        isBroken = false;
        situation.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Slot", decision.InUse);

        Assert.Equal(1, RunOnce(tracer, out var active));
        Assert.NotNull(active);
        // A trace that began with the fallback stays with it: the argument has the span, and nothing is ambient.
        Assert.Same(inTrouble, tracer.Carrier.RunWithSpan(inTrouble, static span => span));
        Assert.Null(tracer.Carrier.RunWithSpan(inTrouble, _ => tracer.Current));
        await host.StopAsync();
        Snapshot.Matches(situation.Said);
    }

    [Fact]
    public async Task Hangs()
    {
        using var carrier = new HangingCarrier();
        using var situation = new Situation(("Carrier", "Slot"), ("Fallback", "AsyncLocal")).With("Slot", _ => carrier);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        carrier.HangIn(nameof(IContextCarrier.Attach));

        situation.Time.Advance(TimeSpan.FromSeconds(5));
        carrier.WaitUntilItHangs();
        situation.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(1, RunOnce(tracer, out var active));
        Assert.NotNull(active);
        await host.StopAsync();
        Snapshot.Matches(string.Join('\n', situation.Warnings));
    }

    [Fact]
    public async Task A_trace_stays_with_a_carrier_that_went_out_of_service()
    {
        var isBroken = false;
        using var situation = new Situation(("Carrier", "Slot"), ("Fallback", "AsyncLocal"), ("FaultLimit", "2"))
            .WithFaulty("Slot", _ => isBroken ? Fault.ThrowsBefore : Fault.None);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        using var before = tracer.StartRoot("before");
        using var scope = tracer.Carrier.Attach(before);
        isBroken = true;
        RunOnce(tracer, out _);
        RunOnce(tracer, out _);

        Assert.Null(tracer.Carrier.RunWithSpan(before, _ => tracer.Current));
        isBroken = false;
        situation.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Same(before, tracer.Current);
        Assert.Same(before, tracer.Carrier.RunWithSpan(before, _ => tracer.Current));
        await host.StopAsync();
    }

    [Fact]
    public async Task Stopped_while_spans_are_open()
    {
        using var situation = new Situation();
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        var span = tracer.StartRoot("late");
        using var scope = tracer.Carrier.Attach(span);
        await host.StopAsync();

        span.SetAttribute("still", true).Dispose();

        Assert.Equal("late", Assert.Single(situation.Spans.Spans).Name);
        Assert.Null(tracer.Current);
        Snapshot.Matches(situation.Said);
    }

    [Fact]
    public async Task Configuration_reloaded()
    {
        using var situation = new Situation(("Carrier", "Explicit"));
        using var host = await situation.StartAsync();
        var configuration = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        configuration["Somewhere:Else"] = "anything";
        configuration.Reload();
        configuration["Stackbilt:Observability:Carrier"] = "Nonsense";
        configuration["Stackbilt:Observability:SamplingRatio"] = "0.5";
        configuration.Reload();
        configuration.Reload();

        Assert.Equal("Explicit", host.Services.GetRequiredService<CarrierDecision>().InUse);
        await host.StopAsync();
        configuration["Stackbilt:Observability:Carrier"] = "Null";
        configuration.Reload();
        Snapshot.Matches(string.Join('\n', situation.Warnings));
    }

    /// <summary>Work that counts its runs; and what was active inside.</summary>
    static int RunOnce(Tracer tracer, out Span? active)
    {
        var runs = 0;
        using var span = tracer.StartRoot("work");
        active = tracer.Carrier.RunWithSpan(span, _ =>
        {
            runs++;
            return tracer.Current;
        });
        return runs;
    }
}
