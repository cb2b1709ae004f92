using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace Stackbilt.Observability.Tests;

[Collection(StaticDoor.Name)]
public class LoggingTests
{
    [Fact]
    public async Task What_a_carrier_throws_is_logged_once_of_a_kind()
    {
        var isBroken = false;
        var log = new Log();
        using var host = await StartAsync(
            log, "Slot", _ => new FaultyCarrier(_ => isBroken ? Fault.ThrowsBefore : Fault.None));
        var tracer = host.Services.GetRequiredService<Tracer>();
        using var span = tracer.StartRoot("root");
        isBroken = true;

        for (var run = 0; run < 3; run++)
        {
            Assert.Null(tracer.Carrier.RunWithSpan(span, static _ => ActiveSpan.Current));
            Assert.Null(ActiveSpan.Current);
        }

        await host.StopAsync();
        var faults = log.Lines.Where(line => line.Level == LogLevel.Warning).ToList();
        Assert.Equal(["Attach failed", "Current failed"], faults.Select(fault => fault.Exception!.Message));
        Assert.Contains(".FaultyCarrier.Attach.", faults[0].Text, StringComparison.Ordinal);
        Assert.Contains(".FaultyCarrier.Current.", faults[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_processor_throws_goes_to_the_log_of_its_own_host()
    {
        var processor = Substitute.For<ISpanProcessor>();
        processor.When(told => told.OnStart(Arg.Any<Span>())).Throw(new InvalidOperationException("the disk is full"));
        using var log = new Log();
        using var logOfAnother = new Log();
        using var host = await StartAsync(log, CarrierNames.AsyncLocal, static _ => new SlotCarrier(), processor);
        using var another = await StartAsync(logOfAnother, CarrierNames.AsyncLocal, static _ => new SlotCarrier());

        host.Services.GetRequiredService<Tracer>().StartRoot("root").End();

        await host.StopAsync();
        await another.StopAsync();
        Assert.Contains(log.Lines, line => line.Exception?.Message == "the disk is full");
        Assert.DoesNotContain(logOfAnother.Lines, line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task After_the_stop_nothing_is_logged()
    {
        var log = new Log();
        using var host = await StartAsync(log, CarrierNames.Explicit, static _ => new SlotCarrier());
        await host.StopAsync();

        TracingFaults.Report(this, "anything", new InvalidOperationException());

        Assert.Single(log.Lines);
    }

    static Task<IHost> StartAsync(
        Log log,
        string carrier,
        Func<IServiceProvider, IContextCarrier> slot,
        ISpanProcessor? processor = null)
    {
        var builder = Hosts.WithCarrier(carrier);
        builder.Logging.AddProvider(log);
        var observability = builder.AddStackbiltObservability().AddCarrier("Slot", slot);
        if (processor is not null)
            observability.AddProcessor(processor);

        return builder.StartAsync();
    }
}
