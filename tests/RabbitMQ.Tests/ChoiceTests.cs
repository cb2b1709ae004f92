using RabbitMQ.Client;

namespace Stackbilt.Observability.Tests;

/// <summary>The work of a message belongs to the sender's trace, or begins one with a link, as chosen; several can be one.</summary>
public class ChoiceTests
{
    public static TheoryData<string> All => Carriers.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_work_is_below_the_senders_span_or_linked_to_it_and_deep_code_below_the_work(string carrier)
    {
        foreach (var incoming in Enum.GetValues<IncomingTrace>())
        {
            await using var shop = await RunningShop.StartAsync(carrier, incoming: incoming);
            await shop.Shop.SendAsync("order");
            var done = shop.UntilHandled("order");
            await shop.Shop.ConsumeAsync();
            await done;

            var sent = Named(shop, Shop.Send);
            var work = Named(shop, Shop.Process);
            Assert.Equal(SpanKind.Consumer, work.Kind);
            Assert.Equal(incoming == IncomingTrace.Continue, work.Context.TraceId == sent.Context.TraceId);
            Assert.Equal(incoming == IncomingTrace.Continue ? sent.Context.SpanId : default, work.ParentSpanId);
            Assert.Equal(incoming == IncomingTrace.Link ? [sent.Context.SpanId] : [], work.Links.Select(static link => link.Context.SpanId));
            AssertDeep(carrier, shop, work);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_batch_is_one_span_with_a_link_to_what_came_with_each_message(string carrier)
    {
        await using var shop = await RunningShop.StartAsync(carrier);
        foreach (var order in new[] { "order 1", "order 2", "order 3" })
            await shop.Shop.SendAsync(order);

        await shop.Channel.BasicPublishAsync("", shop.Queue, ReadOnlyMemory<byte>.Empty);
        List<BasicGetResult> batch = [];
        while (await shop.Channel.BasicGetAsync(shop.Queue, autoAck: false) is { } got)
            batch.Add(got);

        var received = batch.Select(static got => HeaderPropagator.Current.Extract(got.BasicProperties.Headers, MessageHeaders.Get)).ToArray();
        await shop.Tracer!.RunInSpan(
            shop.Tracer.StartBatch(Shop.Process, received, attributes: ("messaging.batch.message_count", batch.Count)),
            async active =>
            {
                await Task.Yield();
                (active ?? shop.Tracer.Current)?.StartChild(Shop.Deep).End();
                await shop.Channel.BasicAckAsync(batch[^1].DeliveryTag, multiple: true);
            });

        var work = Named(shop, Shop.Process);
        var sent = shop.Recorder.Spans.Where(static span => span.Name == Shop.Send).Select(static span => span.Context.SpanId).ToList();
        Assert.Equal(3, sent.Count);
        Assert.Equal(sent, work.Links.Select(static link => link.Context.SpanId));
        Assert.False(work.ParentSpanId.IsValid);
        Assert.Contains(work.Attributes, static attribute => attribute is { Key: "messaging.batch.message_count", Value: 4L });
        AssertDeep(carrier, shop, work);
        Assert.Equal(0u, await shop.Channel.MessageCountAsync(shop.Queue));
    }

    static SpanData Named(RunningShop shop, string name) => Assert.Single(shop.Recorder.Spans, span => span.Name == name);

    static void AssertDeep(string carrier, RunningShop shop, SpanData work)
    {
        var deep = shop.Recorder.Spans.Where(static span => span.Name == Shop.Deep).Select(static span => span.ParentSpanId);
        Assert.Equal(carrier == "Null" ? [] : [work.Context.SpanId], deep);
    }
}
