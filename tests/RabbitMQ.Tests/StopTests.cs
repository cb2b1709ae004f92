using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Stackbilt.Observability.Tests;

/// <summary>A consumer that is stopped while it works on a message.</summary>
public class StopTests
{
    public static TheoryData<string> All => Carriers.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Work_that_stops_because_its_channel_is_closed_is_no_error(string carrier)
    {
        await using var shop = await RunningShop.StartAsync(carrier);
        var tracer = shop.Tracer!;
        var (isStarted, hasStopped) = (RunningShop.Signal(), RunningShop.Signal());
        var consumer = new AsyncEventingBasicConsumer(shop.Channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            try
            {
                await tracer.RunInSpan(tracer.StartReceived(Shop.Process, delivery.BasicProperties.Headers, MessageHeaders.Get), async _ =>
                {
                    isStarted.SetResult();
                    await RunningShop.Signal().Task.WaitAsync(delivery.CancellationToken);
                });
            }
            catch (OperationCanceledException)
            {
                hasStopped.SetResult();
            }
        };
        // What is active where the consumer starts is not active in its callback.
        await tracer.RunInSpan(tracer.StartRoot("start"), _ => shop.Channel.BasicConsumeAsync(shop.Queue, autoAck: false, consumer));
        await shop.Shop.SendAsync("order");
        await isStarted.Task.Guarded();

        await shop.Channel.CloseAsync();
        await hasStopped.Task.Guarded();

        var sent = Assert.Single(shop.Recorder.Spans, static span => span.Name == Shop.Send);
        var stopped = Assert.Single(shop.Recorder.Spans, static span => span.Name == Shop.Process);
        Assert.Equal((sent.Context.SpanId, SpanStatus.Unset), (stopped.ParentSpanId, stopped.Status));
        Assert.Equal("exception", Assert.Single(stopped.Events).Name);
    }
}
