using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Stackbilt.Observability.Tests;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>With us, word for word as docs/jobs-and-messages.md has it.</summary>
sealed class TracedShop(Tracer tracer) : IShop
{
    public Task SendAsync(IChannel channel, string queue, string order) => tracer.RunInSpan(
        tracer.StartRoot(
            "send orders",
            SpanKind.Producer,
            ("messaging.system", "rabbitmq"),
            ("messaging.operation.name", "publish"),
            ("messaging.operation.type", "send"),
            ("messaging.message.id", order)),
        async _ =>
        {
            var properties = new BasicProperties { MessageId = order, Headers = new Dictionary<string, object?>() };
            HeaderPropagator.Current.Inject(ActiveSpan.Current, properties.Headers, MessageHeaders.Set);
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, ReadOnlyMemory<byte>.Empty);
        });

    public Task HandleAsync(IChannel channel, BasicDeliverEventArgs delivery) => tracer.RunInSpan(
        tracer.StartReceived(
            "process orders",
            delivery.BasicProperties.Headers,
            MessageHeaders.Get,
            IncomingTrace.Continue,
            attributes:
            [
                ("messaging.system", "rabbitmq"),
                ("messaging.operation.name", "process"),
                ("messaging.operation.type", "process"),
                ("messaging.message.id", delivery.BasicProperties.MessageId),
                ("messaging.rabbitmq.message.delivery_tag", (long)delivery.DeliveryTag),
                ("message.redelivered", delivery.Redelivered),
            ]),
        async _ =>
        {
            await ReserveAsync();
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        });

    static Task ReserveAsync()
    {
        using var deep = SpanCount.Deep(ActiveSpan.Current?.StartActiveChild("stock.reserve"));
        return Task.CompletedTask;
    }
}
