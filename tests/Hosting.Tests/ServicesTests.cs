using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

public class ServicesTests
{
    [Fact]
    public async Task Processors_are_told_in_the_order_of_adding()
    {
        var told = new List<string>();
        var builder = Hosts.Builder();
        builder.AddStackbiltObservability()
            .AddProcessor(Telling("first"))
            .AddProcessor(_ => Telling("second"))
            .AddProcessor(Telling("third"));

        using var host = await builder.StartAsync();
        host.Services.GetRequiredService<Tracer>().StartRoot("root").End();
        await host.StopAsync();

        Assert.Equal(["first", "second", "third"], told);

        Telling Telling(string name) => new(() => told.Add(name));
    }

    [Fact]
    public async Task A_request_span_belongs_to_its_scope_and_is_empty_at_first()
    {
        var builder = Hosts.Builder();
        builder.AddStackbiltObservability();
        using var host = await builder.StartAsync();
        using var one = host.Services.CreateScope();
        using var other = host.Services.CreateScope();
        using var span = host.Services.GetRequiredService<Tracer>().StartRoot("request");

        one.ServiceProvider.GetRequiredService<RequestSpan>().Span = span;

        Assert.Same(span, one.ServiceProvider.GetRequiredService<RequestSpan>().Span);
        Assert.Null(other.ServiceProvider.GetRequiredService<RequestSpan>().Span);
        await host.StopAsync();
    }

    [Fact]
    public void Everything_resolves_without_a_host()
    {
        using var services = new ServiceCollection().AddStackbiltObservability().Services.BuildServiceProvider();

        Assert.Same(services.GetRequiredService<Tracer>().Carrier, services.GetRequiredService<IContextCarrier>());
    }

    sealed class Telling(Action tell) : ISpanProcessor
    {
        public void OnStart(Span span)
        {
        }

        public void OnEnd(in FinishedSpan span) => tell();
    }
}
