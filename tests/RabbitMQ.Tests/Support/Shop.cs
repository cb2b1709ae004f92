using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Stackbilt.Observability.Tests;

/// <summary>A program that sends orders and works on them, written as its users would: with a tracer, or, to compare with, without.</summary>
sealed class Shop(IChannel channel, string queue, Tracer? tracer)
{
    public const string Send = "send orders";
    public const string Process = "process orders";
    public const string Deep = "stock.reserve";

    readonly ConcurrentQueue<string> _handled = [];

    /// <summary>What the work is, told the order and whether it came before; it may throw.</summary>
    public Func<string, bool, Task> Work { get; init; } = static (_, _) => Task.CompletedTask;

    public IncomingTrace Incoming { get; init; }

    /// <summary>How many orders are worked on at the same time; as many as the channel was opened for.</summary>
    public ushort AtOnce { get; init; } = 1;

    /// <summary>Told of each order that was handled, "again" where it came again.</summary>
    public Action<string> OnHandled { get; init; } = static _ => { };

    /// <summary>What was handled and acknowledged so far.</summary>
    public IReadOnlyCollection<string> Handled => _handled;

    public Task SendAsync(string order) => tracer is null ? PublishAsync(null, order) : SendAsync(tracer, order);

    /// <summary>Works on what is in the queue.</summary>
    public async Task ConsumeAsync()
    {
        await channel.BasicQosAsync(0, prefetchCount: AtOnce, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => HandleAsync(delivery);
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
    }

    Task SendAsync(Tracer tracer, string order)
    {
        var span = tracer.StartRoot(
            Send,
            SpanKind.Producer,
            ("messaging.system", "rabbitmq"),
            ("messaging.operation.type", "send"),
            ("messaging.operation.name", "publish"),
            ("messaging.rabbitmq.destination.routing_key", queue),
            ("messaging.message.id", order));
        return tracer.RunInSpan(span, _ => PublishAsync(span, order));
    }

    async Task PublishAsync(Span? span, string order)
    {
        var properties = new BasicProperties { MessageId = order, Persistent = true, Headers = new Dictionary<string, object?>() };
        HeaderPropagator.Current.Inject(span, properties.Headers, MessageHeaders.Set);
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, ReadOnlyMemory<byte>.Empty);
    }

    async Task HandleAsync(BasicDeliverEventArgs delivery)
    {
        try
        {
            if (tracer is null)
                await WorkAsync(null, null, delivery);
            else
                await HandleAsync(tracer, delivery);

            var order = delivery.BasicProperties.MessageId!;
            var handled = delivery.Redelivered ? order + " again" : order;
            _handled.Enqueue(handled);
            OnHandled(handled);
        }
        catch (AlreadyClosedException)
        {
            // The broker will send it again.
        }
        catch (Exception) when (channel.IsOpen)
        {
            await channel.BasicRejectAsync(delivery.DeliveryTag, requeue: true);
        }
    }

    Task HandleAsync(Tracer tracer, BasicDeliverEventArgs delivery)
    {
        var span = tracer.StartReceived(
            Process,
            delivery.BasicProperties.Headers,
            MessageHeaders.Get,
            Incoming,
            SpanKind.Consumer,
            ("messaging.system", "rabbitmq"),
            ("messaging.operation.type", "process"),
            ("messaging.operation.name", "process"),
            ("messaging.rabbitmq.destination.routing_key", delivery.RoutingKey),
            ("messaging.rabbitmq.message.delivery_tag", (long)delivery.DeliveryTag),
            ("messaging.message.id", delivery.BasicProperties.MessageId),
            ("message.redelivered", delivery.Redelivered),
            ("message.attempt", AttemptOf(delivery)),
            ("message.dead_letter.reason", MessageHeaders.Get(delivery.BasicProperties.Headers, "x-first-death-reason")));
        return tracer.RunInSpan(span, active => WorkAsync(span, active ?? tracer.Current, delivery));
    }

    async Task WorkAsync(Span? span, Span? active, BasicDeliverEventArgs delivery)
    {
        var order = delivery.BasicProperties.MessageId!;
        try
        {
            await Work(order, delivery.Redelivered);
            active?.StartChild(Deep, ("messaging.message.id", order)).End();
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        }
        catch (Exception exception)
        {
            span?.SetAttribute("error.type", exception.GetType().FullName);
            throw;
        }
    }

    /// <summary>A queue of the type quorum counts; another one says only that it is not the first time.</summary>
    static long AttemptOf(BasicDeliverEventArgs delivery) =>
        delivery.BasicProperties.Headers?.TryGetValue("x-delivery-count", out var count) == true && count is long before
            ? before + 1
            : delivery.Redelivered ? 2 : 1;
}
