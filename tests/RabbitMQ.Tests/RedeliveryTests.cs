namespace Stackbilt.Observability.Tests;

/// <summary>A message that comes more than once, and one that never succeeds.</summary>
public class RedeliveryTests
{
    public static TheoryData<string> All => Carriers.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_message_whose_consumer_lost_its_connection_is_seen_to_come_again(string carrier)
    {
        var (connection, cut) = await Broker.ConnectOnceAsync();
        await using var first = await RunningShop.StartAsync(connection, carrier);
        await using var second = await RunningShop.StartAsync(await Broker.ConnectAsync(), carrier, first.Queue);
        var (isHeld, mayGoOn) = (RunningShop.Signal(), RunningShop.Signal());
        first.Work = async (_, _) =>
        {
            isHeld.SetResult();
            await mayGoOn.Task;
        };
        await first.Shop.SendAsync("order");
        await first.Shop.ConsumeAsync();
        await isHeld.Task.Guarded();

        var isClosed = RunningShop.Signal();
        first.Channel.ChannelShutdownAsync += (_, _) =>
        {
            isClosed.TrySetResult();
            return Task.CompletedTask;
        };
        cut();
        var again = second.UntilHandled("order again");
        await second.Shop.ConsumeAsync();
        await again;
        await isClosed.Task.Guarded();
        mayGoOn.SetResult();

        var sent = Assert.Single(first.Recorder.Spans, static span => span.Name == Shop.Send);
        var lost = await EndedAsync(first);
        var done = await EndedAsync(second);
        Assert.Equal([(sent.Context.SpanId, SpanStatus.Error), (sent.Context.SpanId, SpanStatus.Unset)], [(lost.ParentSpanId, lost.Status), (done.ParentSpanId, done.Status)]);
        Assert.Equal([false, true], [Value(lost, "message.redelivered"), Value(done, "message.redelivered")]);
        Assert.Contains("AlreadyClosed", (string)Value(lost, "error.type")!, StringComparison.Ordinal);
        Assert.Empty(first.Shop.Handled);
        Assert.Equal(["order again"], second.Shop.Handled);
    }

    [Fact]
    public async Task A_poison_message_fails_is_tried_again_and_is_dead_lettered_for_all_to_see()
    {
        var outcomes = await Shops.EachAsync(PoisonedAsync);

        var untraced = outcomes[Shops.Untraced];
        Assert.Equal(["order 1", "order 2", "poison"], untraced.Handled.Order(StringComparer.Ordinal));
        foreach (var (_, outcome) in outcomes.Where(static outcome => outcome.Key != Shops.Untraced))
        {
            Assert.Equal(untraced.Handled, outcome.Handled);
            Assert.Equal((3, 6, 3, 0, 0), (outcome.Sent, outcome.Worked, outcome.Failed, outcome.WrongParents, outcome.NeverEnded));
        }

        CountsTable.Add("a message fails until it is dead-lettered", outcomes);
    }

    static async Task<Outcome> PoisonedAsync(string program)
    {
        await using var dead = await RunningShop.StartAsync(program);
        await using var shop = await RunningShop.StartAsync(program, arguments:
        [
            ("x-queue-type", "quorum"),
            ("x-delivery-limit", 2),
            ("x-dead-letter-exchange", ""),
            ("x-dead-letter-routing-key", dead.Queue),
        ]);
        shop.Work = static async (order, _) =>
        {
            await Task.Yield();
            if (order == "poison")
                throw new FormatException("No such order.");
        };
        foreach (var order in new[] { "order 1", "poison", "order 2" })
            await shop.Shop.SendAsync(order);

        var last = shop.UntilHandled("order 2");
        await shop.Shop.ConsumeAsync();
        await last;
        var buried = dead.UntilHandled("poison");
        await dead.Shop.ConsumeAsync();
        await buried;
        if (program != Shops.Untraced)
            AssertVisible(shop.Recorder.Spans, await EndedAsync(dead));

        return new Outcome([.. shop.Shop.Handled, .. dead.Shop.Handled], [.. shop.Outcome.Spans, .. dead.Outcome.Spans]);
    }

    static void AssertVisible(IReadOnlyList<SpanData> spans, SpanData buried)
    {
        var sent = Assert.Single(spans, static span => span.Name == Shop.Send && Value(span, "messaging.message.id") is "poison");
        var tries = spans.Where(static span => span.Name == Shop.Process && Value(span, "messaging.message.id") is "poison").ToList();
        Assert.Equal([(1L, false), (2L, true), (3L, true)], tries.Select(static span => ((long)Value(span, "message.attempt")!, (bool)Value(span, "message.redelivered")!)));
        Assert.All(tries, span =>
        {
            Assert.Equal((sent.Context.SpanId, SpanKind.Consumer), (span.ParentSpanId, span.Kind));
            Assert.Equal((SpanStatus.Error, "No such order."), (span.Status, span.StatusDescription));
            Assert.Equal("exception", Assert.Single(span.Events).Name);
            Assert.Equal(
                ("rabbitmq", "process", "process", "System.FormatException"),
                (Value(span, "messaging.system"), Value(span, "messaging.operation.type"), Value(span, "messaging.operation.name"), Value(span, "error.type")));
        });
        Assert.Equal((sent.Context.SpanId, SpanStatus.Unset), (buried.ParentSpanId, buried.Status));
        Assert.Equal("delivery_limit", Value(buried, "message.dead_letter.reason"));
    }

    /// <summary>The one span of the work, as soon as it has ended: the acknowledgement is sent before.</summary>
    static async Task<SpanData> EndedAsync(RunningShop shop)
    {
        var spans = await shop.Recorder.WaitForAsync(static spans => spans.Any(static span => span.Name == Shop.Process), HangGuard.Token);
        return Assert.Single(spans, static span => span.Name == Shop.Process);
    }

    static object? Value(SpanData span, string key) => span.Attributes.SingleOrDefault(attribute => attribute.Key == key).Value;
}
