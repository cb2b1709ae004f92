using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Stackbilt.Observability.Tests;

/// <summary>A host that sends one message to itself while the SDK listens to RabbitMQ.Client, and deep code that was given nothing.</summary>
static class HeardClient
{
    public const string Publisher = RabbitMQActivitySource.PublisherSourceName;
    public const string Subscriber = RabbitMQActivitySource.SubscriberSourceName;

    /// <summary>Runs it, with what the consumer's callback is, and answers what was exported.</summary>
    public static async Task<Exported> RunAsync(string carrier, Func<Tracer, BasicDeliverEventArgs, Task> callback, params string[] sources)
    {
        var exported = new Exported();
        using var listening = exported.Listen([Exported.Ours, .. sources]);
        var misuses = new ConcurrentQueue<Misuse>();
        TracingMisuse.Reported += misuses.Enqueue;
        using var host = await StartAsync(carrier);
        var tracer = host.Services.GetRequiredService<Tracer>();
        await using (var connection = await Broker.ConnectAsync())
        await using (var channel = await connection.OpenAsync())
        {
            var queue = await channel.DeclareAsync();
            var isDone = RunningShop.Signal();
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += async (_, delivery) =>
            {
                try
                {
                    await callback(tracer, delivery);
                }
                finally
                {
                    isDone.SetResult();
                }
            };
            await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
            await tracer.RunInSpan(tracer.StartRoot(Shop.Send, SpanKind.Producer), async active =>
            {
                var properties = new BasicProperties { Headers = new Dictionary<string, object?>() };
                HeaderPropagator.Current.Inject(active, properties.Headers, MessageHeaders.Set);
                await channel.BasicPublishAsync("", queue, mandatory: true, properties, ReadOnlyMemory<byte>.Empty);
            });
            await isDone.Task.Guarded();
        }

        await host.StopAsync();
        TracingMisuse.Reported -= misuses.Enqueue;
        Assert.Empty(misuses);
        return exported;
    }

    /// <summary>Far below the callback.</summary>
    public static async Task DeepAsync(Span? given = null)
    {
        await Task.Yield();
        using var deep = (given ?? ActiveSpan.Current)?.StartActiveChild(Shop.Deep);
        await Task.Yield();
    }

    /// <summary>The tree without the name of the queue, and the links.</summary>
    public static string Tree(this Exported exported)
    {
        var names = exported.Activities.ToDictionary(static activity => activity.SpanId, static activity => activity.DisplayName.Split(" orders-")[0].TrimEnd());
        var children = exported.Activities.ToLookup(static activity => activity.ParentSpanId);
        return string.Join('\n', Lines(default, ""));

        IEnumerable<string> Lines(ActivitySpanId parent, string indent) => children[parent]
            .OrderBy(static activity => activity.StartTimeUtc)
            .SelectMany(activity => Lines(activity.SpanId, indent + "  ").Prepend(
                indent + names[activity.SpanId] + string.Concat(activity.Links.Select(link => " -> " + names.GetValueOrDefault(link.Context.SpanId, "?")))));
    }

    static async Task<IHost> StartAsync(string carrier)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddStackbiltObservability(options => options.Carrier = carrier)
            .AddCarrier(Carriers.Custom, static _ => Carriers.Named(Carriers.Custom));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
