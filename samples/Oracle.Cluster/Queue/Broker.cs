using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace OracleCluster;

/// <summary>One connection to RabbitMQ. Exchange and queues belong to this run, and are gone with it.</summary>
sealed class Broker : IAsyncDisposable
{
    const ushort AtOnce = 8;

    readonly SemaphoreSlim _publishing = new(1);
    readonly CancellationTokenSource _closed = new();
    readonly IConnection _connection;
    readonly IChannel _channel;
    readonly string _exchange;

    Broker(IConnection connection, IChannel channel, string exchange)
    {
        _connection = connection;
        _channel = channel;
        _exchange = exchange;
        Closed = _closed.Token;
        _channel.ChannelShutdownAsync += (_, _) => _closed.CancelAsync();
    }

    /// <summary>Nothing comes any more: this side has closed it, or the broker is lost.</summary>
    public CancellationToken Closed { get; }

    /// <summary>Says what is missing where there is none.</summary>
    /// <exception cref="ClusterException">No broker answers.</exception>
    public static async Task CheckAsync(Layout layout, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Factory(layout).CreateConnectionAsync(cancellation);
        }
        catch (BrokerUnreachableException)
        {
            throw new ClusterException(
                $"No RabbitMQ answers at {layout.Broker.Host}:{layout.Broker.Port}, or it does not know the user. Start one, on Debian with "
                + "apt-get install rabbitmq-server, and say where it is: --broker amqp://guest:guest@127.0.0.1:5672, or ORACLE_BROKER. "
                + "In this repository .ci/broker start starts one and prints its address.");
        }
    }

    public static async Task<Broker> ConnectAsync(Layout layout)
    {
        var connection = await Factory(layout).CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true,
            publisherConfirmationTrackingEnabled: true,
            consumerDispatchConcurrency: AtOnce));
        await channel.ExchangeDeclareAsync(layout.Exchange, ExchangeType.Direct, durable: false, autoDelete: true);
        await channel.BasicQosAsync(0, AtOnce, global: false);
        return new Broker(connection, channel, layout.Exchange);
    }

    /// <summary>Calls the handler for each message of a queue, and acknowledges what it has handled. What it cannot handle is thrown away.</summary>
    public async Task ConsumeAsync(string queue, Func<BasicDeliverEventArgs, Task> handle)
    {
        // Its name on the broker is the broker's business: the name here is what routes, and what spans tell.
        var declared = await _channel.QueueDeclareAsync(queue: "", durable: false, exclusive: true, autoDelete: true);
        await _channel.QueueBindAsync(declared.QueueName, _exchange, queue);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            try
            {
                await SettleAsync(message.DeliveryTag, await IsHandledAsync(queue, handle, message));
            }
            catch (Exception)
            {
                // The channel is gone, and the broker has all that was not acknowledged.
            }
        };
        await _channel.BasicConsumeAsync(declared.QueueName, autoAck: false, consumer);
    }

    /// <summary>Ends when the broker has the message.</summary>
    /// <exception cref="PublishException">Nothing consumes the queue.</exception>
    public async Task PublishAsync(string queue, BasicProperties properties, byte[] body, CancellationToken cancellation)
    {
        // A channel takes one at a time.
        await _publishing.WaitAsync(cancellation);
        try
        {
            await _channel.BasicPublishAsync(_exchange, queue, mandatory: true, properties, body, cancellation);
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <summary>Ends all waiting for messages; what is being published still is.</summary>
    public Task CloseAsync() => _closed.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
        _publishing.Dispose();
        _closed.Dispose();
    }

    async Task<bool> IsHandledAsync(string queue, Func<BasicDeliverEventArgs, Task> handle, BasicDeliverEventArgs message)
    {
        try
        {
            await handle(message);
            return true;
        }
        catch (Exception wrong)
        {
            if (!Closed.IsCancellationRequested)
                await Console.Error.WriteLineAsync($"A message of {queue} was not handled: {wrong.Message}");

            return false;
        }
    }

    /// <summary>In every case: the broker sends no more than a few that it has not heard of.</summary>
    async Task SettleAsync(ulong message, bool isHandled)
    {
        if (isHandled)
            await _channel.BasicAckAsync(message, multiple: false);
        else
            await _channel.BasicNackAsync(message, multiple: false, requeue: false);
    }

    static ConnectionFactory Factory(Layout layout) => new() { Uri = layout.Broker, AutomaticRecoveryEnabled = false };
}
