using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>The code of an application that sends orders and handles them, with one way of tracing.</summary>
interface IShop
{
    /// <summary>Ends when the broker has confirmed the order.</summary>
    Task SendAsync(IChannel channel, string queue, string order);

    /// <summary>Does the work, which starts one span deep below, and acknowledges.</summary>
    Task HandleAsync(IChannel channel, BasicDeliverEventArgs delivery);
}
