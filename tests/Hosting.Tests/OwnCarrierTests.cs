using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Tests;

public class OwnCarrierTests
{
    [Fact]
    public async Task A_carrier_of_ones_own_is_chosen_by_its_name_and_made_once()
    {
        var made = new List<SlotCarrier>();
        var builder = Hosts.WithCarrier("slot");
        builder.AddStackbiltObservability().AddCarrier("Slot", _ =>
        {
            made.Add(new SlotCarrier());
            return made[^1];
        });

        using (var host = await builder.StartAsync())
        {
            var tracer = host.Services.GetRequiredService<Tracer>();
            using var root = tracer.StartRoot("root");
            Assert.Same(root, tracer.Carrier.RunWithSpan(root, _ => Assert.Single(made).Current));
            Assert.Same(tracer.Carrier, host.Services.GetRequiredService<IContextCarrier>());
            await host.StopAsync();
            Assert.False(made[0].IsDisposed);
        }

        Assert.True(Assert.Single(made).IsDisposed);
    }

    [Fact]
    public async Task The_factory_gets_the_hosts_services()
    {
        var builder = Hosts.WithCarrier("Slot");
        builder.Services.AddSingleton<SlotCarrier>();
        builder.AddStackbiltObservability()
            .AddCarrier("Slot", static services => services.GetRequiredService<SlotCarrier>());

        using var host = await builder.StartAsync();

        Assert.Equal(
            host.Services.GetRequiredService<SlotCarrier>().Capabilities,
            host.Services.GetRequiredService<IContextCarrier>().Capabilities);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_factory_that_is_not_chosen_is_not_called()
    {
        var calls = 0;
        var builder = Hosts.WithCarrier("Explicit");
        builder.AddStackbiltObservability().AddCarrier("Slot", _ =>
        {
            calls++;
            return new SlotCarrier();
        });

        using var host = await builder.StartAsync();
        _ = host.Services.GetRequiredService<Tracer>();
        await host.StopAsync();

        Assert.Equal(0, calls);
    }

    [Fact]
    public void Arguments_that_cannot_work_are_refused_by_name()
    {
        var observability = Hosts.Builder().AddStackbiltObservability();

        Assert.Throws<ArgumentNullException>("name", () => observability.AddCarrier(null!, static _ => new SlotCarrier()));
        Assert.Throws<ArgumentException>("name", () => observability.AddCarrier(" ", static _ => new SlotCarrier()));
        Assert.Throws<ArgumentNullException>("create", () => observability.AddCarrier("Slot", null!));
        Assert.Throws<ArgumentNullException>("processor", () => observability.AddProcessor(default(ISpanProcessor)!));
        Assert.Throws<ArgumentNullException>(
            "create", () => observability.AddProcessor(default(Func<IServiceProvider, ISpanProcessor>)!));
        Assert.Throws<ArgumentNullException>("builder", () => default(IHostApplicationBuilder)!.AddStackbiltObservability());
        Assert.Throws<ArgumentNullException>("services", () => default(IServiceCollection)!.AddStackbiltObservability());
        Assert.Throws<ArgumentNullException>(
            "configuration",
            () => observability.Services.AddStackbiltObservability(
                default(Microsoft.Extensions.Configuration.IConfiguration)!));
    }
}
