using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Tests;

[Collection(StaticDoor.Name)]
public class StaticDoorTests
{
    [Fact]
    public async Task The_door_is_open_before_other_services_start_and_until_they_have_stopped()
    {
        var builder = Hosts.Builder();
        builder.Services.AddHostedService<Witness>();
        builder.AddStackbiltObservability();
        using var host = await builder.StartAsync();
        var witness = host.Services.GetServices<IHostedService>().OfType<Witness>().Single();

        await host.StopAsync();

        Assert.Equal(["start: here", "stop: here"], witness.Saw);
        Assert.Null(SeenBy(host));
    }

    [Fact]
    public async Task A_host_that_is_disposed_without_stop_closes_the_door()
    {
        var builder = Hosts.Builder();
        builder.AddStackbiltObservability();
        var host = await builder.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        using var span = tracer.StartRoot("here");
        using var scope = tracer.Carrier.Attach(span);
        Assert.Same(span, ActiveSpan.Current);

        host.Dispose();

        Assert.Null(ActiveSpan.Current);
        Assert.Same(span, tracer.Current);
    }

    [Fact]
    public async Task A_host_that_did_not_start_leaves_the_door_shut()
    {
        var builder = Hosts.Builder();
        builder.AddStackbiltObservability();
        builder.Services.AddHostedService<Refusing>();
        using (var host = builder.Build())
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
            Assert.NotNull(SeenBy(host));
        }

        var other = new Tracer(new AsyncLocalCarrier());
        using var span = other.StartRoot("elsewhere");
        Assert.Null(other.Carrier.RunWithSpan(span, static _ => ActiveSpan.Current));
    }

    [Fact]
    public async Task Two_hosts_with_different_carriers_do_not_mix()
    {
        using var ambient = await StartAsync(CarrierNames.AsyncLocal);
        using var threaded = await StartAsync(CarrierNames.Explicit);
        using var slot = await StartAsync("Slot");

        Assert.Equal("here", SeenBy(ambient)?.Name);
        Assert.Null(SeenBy(threaded));
        Assert.Equal("here", SeenBy(slot)?.Name);
        await ambient.StopAsync();
        Assert.Null(SeenBy(ambient));
        Assert.Equal("here", SeenBy(slot)?.Name);
        await slot.StopAsync();
        Assert.Null(SeenBy(slot));
        await threaded.StopAsync();
    }

    static Task<IHost> StartAsync(string carrier)
    {
        var builder = Hosts.WithCarrier(carrier);
        builder.AddStackbiltObservability().AddCarrier("Slot", static _ => new SlotCarrier());
        return builder.StartAsync();
    }

    /// <summary>What deep code finds while a span of the host is active.</summary>
    static Span? SeenBy(IHost host)
    {
        var tracer = host.Services.GetRequiredService<Tracer>();
        using var span = tracer.StartRoot("here");
        return tracer.Carrier.RunWithSpan(span, static _ => ActiveSpan.Current);
    }

    sealed class Witness(Tracer tracer) : IHostedService
    {
        public List<string> Saw { get; } = [];

        public Task StartAsync(CancellationToken cancellationToken) => See("start");

        public Task StopAsync(CancellationToken cancellationToken) => See("stop");

        Task See(string moment)
        {
            using var span = tracer.StartRoot("here");
            tracer.Carrier.RunWithSpan(span, _ => Saw.Add($"{moment}: {ActiveSpan.Current?.Name}"));
            return Task.CompletedTask;
        }
    }

    sealed class Refusing : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("not today");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
