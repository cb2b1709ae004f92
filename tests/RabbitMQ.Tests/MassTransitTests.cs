using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Tests;

/// <summary>MassTransit has an activity for each consumer: deep code is below it, and nothing is there twice.</summary>
public class MassTransitTests
{
    const string Below = """
        send orders
          orders send
            Order receive
              Order process
                stock.reserve
        """;

    const string BesideOurs = """
        send orders
        orders send
          Order receive
            Order process
        """;

    [Theory]
    [InlineData("Activity", false, Below)]
    [InlineData("Activity", true, Below)]
    [InlineData("AsyncLocal", true, Below)]
    [InlineData(Carriers.Custom, true, Below)]
    [InlineData("Explicit", true, BesideOurs + "\n      stock.reserve")]
    [InlineData("Null", true, BesideOurs)]
    public async Task Deep_code_in_a_consumer_is_below_the_activity_of_that_consumer(string carrier, bool hasTheLine, string tree)
    {
        var exported = new Exported();
        using (exported.Listen(Exported.Ours, "MassTransit"))
        {
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            builder.Services.AddStackbiltObservability(options => options.Carrier = carrier)
                .AddCarrier(Carriers.Custom, static _ => Carriers.Named(Carriers.Custom));
            builder.Services.AddSingleton(new Consumed(hasTheLine));
            builder.Services.AddMassTransit(static transit =>
            {
                transit.AddConsumer<OrderConsumer>();
                transit.UsingInMemory(static (context, bus) => bus.ConfigureEndpoints(context));
            });
            using var host = builder.Build();
            await host.StartAsync();
            var tracer = host.Services.GetRequiredService<Tracer>();
            await tracer.RunInSpan(
                tracer.StartRoot(Shop.Send, SpanKind.Producer),
                _ => host.Services.GetRequiredService<IBus>().Publish(new OrderPlaced("order")));
            await host.Services.GetRequiredService<Consumed>().IsDone.Task.Guarded();
            await host.StopAsync();
        }

        Assert.Equal(tree, exported.Tree());
    }

    [MessageUrn("orders"), EntityName("orders")]
    internal sealed record OrderPlaced(string Order);

    internal sealed record Consumed(bool HasTheLine)
    {
        public TaskCompletionSource IsDone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed class OrderConsumer(Tracer tracer, Consumed consumed) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            if (consumed.HasTheLine)
                await tracer.RunInSpan(tracer.Adopt(Activity.Current), static active => HeardClient.DeepAsync(active));
            else
                await HeardClient.DeepAsync();

            consumed.IsDone.SetResult();
        }
    }
}
