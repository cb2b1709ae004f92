using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Without us: what spans there are, the client starts them, and deep code.</summary>
/// <param name="startDeep">How deep code starts an active child.</param>
sealed class PlainShop(Func<string, IDisposable?> startDeep) : IShop
{
    public async Task SendAsync(IChannel channel, string queue, string order)
    {
        var properties = new BasicProperties { MessageId = order };
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, ReadOnlyMemory<byte>.Empty);
    }

    public async Task HandleAsync(IChannel channel, BasicDeliverEventArgs delivery)
    {
        await ReserveAsync();
        await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
    }

    Task ReserveAsync()
    {
        using var deep = SpanCount.Deep(startDeep("stock.reserve"));
        return Task.CompletedTask;
    }
}
