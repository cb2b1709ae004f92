using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Stackbilt.Observability.Tests;

[Collection(StaticDoor.Name)]
public class LoggingTests
{
    [Fact]
    public async Task The_start_says_which_carrier_was_chosen_of_which()
    {
        var log = new Log();
        using var host = await StartAsync(log, "slot", static _ => new SlotCarrier());
        await host.StopAsync();

        var line = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Information, line.Level);
        Assert.Equal(
            "The active span travels by the carrier Slot; registered: AsyncLocal, Explicit, Null, Slot", line.Text);
    }

    [Fact]
    public async Task A_carrier_that_fails_is_logged_and_the_work_goes_on()
    {
        var failure = new InvalidOperationException("the slot is gone");
        var carrier = Substitute.For<IContextCarrier>();
        carrier.Capabilities.Returns(CarrierCapabilities.HandsDown | CarrierCapabilities.Ambient);
        carrier.Attach(Arg.Any<Span?>()).Throws(failure);
        carrier.Current.Throws(failure);
        var log = new Log();
        using var host = await StartAsync(log, "Slot", _ => carrier);
        var tracer = host.Services.GetRequiredService<Tracer>();
        using var span = tracer.StartRoot("root");

        Assert.Null(tracer.RunWithSpan(span, static _ => ActiveSpan.Current));
        await host.StopAsync();

        var faults = log.Lines.Where(line => line.Level == LogLevel.Warning).ToList();
        Assert.Equal(2, faults.Count);
        Assert.All(faults, fault => Assert.Same(failure, fault.Exception));
        Assert.EndsWith(".Attach", faults[0].Text, StringComparison.Ordinal);
        Assert.EndsWith(".Current", faults[1].Text, StringComparison.Ordinal);
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

    static Task<IHost> StartAsync(Log log, string carrier, Func<IServiceProvider, IContextCarrier> slot)
    {
        var builder = Hosts.WithCarrier(carrier);
        builder.Logging.AddProvider(log);
        builder.AddStackbiltObservability().AddCarrier("Slot", slot);
        return builder.StartAsync();
    }
}
