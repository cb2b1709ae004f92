using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Tests;

/// <summary>A host that publishes one order through MassTransit, to a consumer of its own that may fail, while the SDK listens.</summary>
static class Transit
{
    public const string InMemory = "in memory";
    public const string RabbitMQ = "RabbitMQ";

    /// <summary>Until the order is handled, or, where it fails each time, until it is in the queue of errors and handled there.</summary>
    public static async Task<Exported> RunAsync(string transport, string carrier, bool hasTheLine, bool fails = false, params string[] sources)
    {
        var exported = new Exported();
        using var listening = exported.Listen([Exported.Ours, "MassTransit", .. sources]);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddStackbiltObservability(options => options.Carrier = carrier)
            .AddCarrier(Carriers.Custom, static _ => Carriers.Named(Carriers.Custom));
        builder.Services.AddSingleton(new Consumed(hasTheLine, fails));
        builder.Services.Configure<MassTransitHostOptions>(static options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(transit =>
        {
            transit.AddConsumer<OrderConsumer>();
            if (transport == RabbitMQ)
            {
                transit.UsingRabbitMq(static (context, bus) =>
                {
                    bus.Host(new Uri(Broker.Address));
                    Configure(bus, context);
                });
            }
            else
            {
                transit.UsingInMemory(static (context, bus) => Configure(bus, context));
            }
        });
        using var host = builder.Build();
        await host.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        await tracer.RunInSpan(
            tracer.StartRoot(Shop.Send, SpanKind.Producer),
            _ => host.Services.GetRequiredService<IBus>().Publish(new OrderPlaced("order")));
        await host.Services.GetRequiredService<Consumed>().IsDone.Task.Guarded();
        await host.StopAsync();
        return exported;
    }

    static void Configure(IBusFactoryConfigurator bus, IBusRegistrationContext context)
    {
        bus.UseMessageRetry(static retry => retry.Immediate(1));
        bus.Message<Fault<OrderPlaced>>(static fault => fault.SetEntityName("faults"));
        bus.ReceiveEndpoint("Order", orders => orders.ConfigureConsumer<OrderConsumer>(context));
        bus.ReceiveEndpoint("Order_error", errors =>
        {
            errors.ConfigureConsumeTopology = false;
            errors.ConfigureConsumer<OrderConsumer>(context);
        });
    }

    [MessageUrn("orders"), EntityName("orders")]
    internal sealed record OrderPlaced(string Order);

    internal sealed record Consumed(bool HasTheLine, bool Fails)
    {
        public TaskCompletionSource IsDone { get; } = RunningShop.Signal();
    }

    internal sealed class OrderConsumer(Tracer tracer, Consumed consumed) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => consumed.HasTheLine
            ? tracer.RunInSpan(tracer.Adopt(Activity.Current), active => WorkAsync(context, active))
            : WorkAsync(context, given: null);

        async Task WorkAsync(ConsumeContext<OrderPlaced> context, Span? given)
        {
            await HeardClient.DeepAsync(given);
            if (consumed.Fails && !context.ReceiveContext.InputAddress.AbsolutePath.EndsWith("_error", StringComparison.Ordinal))
                throw new FormatException("No such order.");

            consumed.IsDone.SetResult();
        }
    }
}
