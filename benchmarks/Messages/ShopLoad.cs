using System.Diagnostics;
using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>A producer and a consumer with a connection each. The producer waits when too many of its messages are not handled.</summary>
sealed class ShopLoad : IAsyncDisposable
{
    // The client makes the producer wait a while when more than 64 are not confirmed.
    const int Sending = 32;
    const ushort Prefetched = 64;
    const int NotHandled = 256;

    readonly SemaphoreSlim _free = new(NotHandled);
    readonly CancellationTokenSource _broken = new();
    readonly IShop _shop;
    readonly IConnection _producing;
    readonly IConnection _consuming;
    IChannel? _sending;
    string _queue = "";
    long _handled;

    ShopLoad(IShop shop, IConnection producing, IConnection consuming) => (_shop, _producing, _consuming) = (shop, producing, consuming);

    public static async Task<ShopLoad> StartAsync(IShop shop, string broker, CancellationToken cancellation)
    {
        var factory = new ConnectionFactory { Uri = new Uri(broker), AutomaticRecoveryEnabled = false };
        var load = new ShopLoad(
            shop, await factory.CreateConnectionAsync(cancellation), await factory.CreateConnectionAsync(cancellation));
        await load.OpenAsync(cancellation);
        return load;
    }

    /// <summary>Sends for so long, and ends when everything that was sent has been handled.</summary>
    /// <returns>How many were handled, and in how many seconds.</returns>
    public async Task<string> RunAsync(int milliseconds)
    {
        var before = Volatile.Read(ref _handled);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Sending).Select(_ => SendAsync(watch, milliseconds)));
        for (var free = 0; free < NotHandled; free++)
            await _free.WaitAsync(_broken.Token);

        var elapsed = watch.Elapsed;
        _free.Release(NotHandled);
        return string.Create(CultureInfo.InvariantCulture, $"{Volatile.Read(ref _handled) - before} {elapsed.TotalSeconds}");
    }

    public async ValueTask DisposeAsync()
    {
        await _producing.DisposeAsync();
        await _consuming.DisposeAsync();
        _broken.Dispose();
        _free.Dispose();
    }

    async Task OpenAsync(CancellationToken cancellation)
    {
        _sending = await _producing.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);
        var channel = await _consuming.CreateChannelAsync(cancellationToken: cancellation);
        channel.ChannelShutdownAsync += (_, _) => _broken.CancelAsync();

        // It is gone with the connection.
        _queue = (await channel.QueueDeclareAsync(cancellationToken: cancellation)).QueueName;
        await channel.BasicQosAsync(0, Prefetched, global: false, cancellation);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => HandleAsync(channel, delivery);
        await channel.BasicConsumeAsync(_queue, autoAck: false, consumer, cancellation);
    }

    async Task SendAsync(Stopwatch watch, int milliseconds)
    {
        while (watch.ElapsedMilliseconds < milliseconds)
        {
            await _free.WaitAsync(_broken.Token);
            await _shop.SendAsync(_sending!, _queue, "order-7");
        }
    }

    async Task HandleAsync(IChannel channel, BasicDeliverEventArgs delivery)
    {
        try
        {
            await _shop.HandleAsync(channel, delivery);
            Interlocked.Increment(ref _handled);
            _free.Release();
        }
        catch (Exception failure)
        {
            // The client would go on, and the load would wait for this message.
            await Console.Error.WriteLineAsync(failure.ToString());
            await _broken.CancelAsync();
        }
    }
}
