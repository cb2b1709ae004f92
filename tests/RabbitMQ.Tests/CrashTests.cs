using System.Collections.Concurrent;

namespace Stackbilt.Observability.Tests;

/// <summary>The broker is killed while messages are under way, and started again.</summary>
public class CrashTests
{
    [Fact]
    public async Task A_broker_that_is_killed_while_messages_are_under_way_changes_nothing_but_what_it_changes_without_tracing()
    {
        var shops = await Shops.EachAsync(static program => BusyShop.StartAsync(program));
        await Broker.FreezeAsync();
        foreach (var shop in shops.Values)
            await shop.SendInVainAsync();

        await Broker.CrashAsync();

        foreach (var shop in shops.Values)
            await shop.GoOnAsync();

        var outcomes = shops.ToDictionary(static shop => shop.Key, static shop => shop.Value.Outcome);
        var untraced = outcomes[Shops.Untraced];
        Assert.Equal(["order 1", "order 2", "order 3", "order 3 again", "order 4", "order 4 again", "order 5", "order 6"], untraced.Handled);
        Assert.Equal(["AlreadyClosedException"], untraced.Refused);
        foreach (var (_, outcome) in outcomes.Where(static outcome => outcome.Key != Shops.Untraced))
        {
            Assert.Equal(untraced.Handled, outcome.Handled);
            Assert.Equal(untraced.Refused, outcome.Refused);
            Assert.Equal((7, 1), (outcome.Sent, outcome.SentInVain));
            Assert.Equal((8, 0, 0, 0), (outcome.Worked, outcome.Failed, outcome.WrongParents, outcome.NeverEnded));
        }

        CountsTable.Add("the broker is killed", outcomes);
    }

    /// <summary>
    /// When the broker is killed, the acknowledgement of the third order and the sending of the fifth are on their way to it, and the fourth
    /// order is worked on.
    /// </summary>
    sealed class BusyShop(RunningShop shop)
    {
        readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new();
        Task<Exception?> _sentInVain = Task.FromResult<Exception?>(null);
        string? _refused;

        public Outcome Outcome => shop.Outcome with { Handled = [.. shop.Shop.Handled.Order(StringComparer.Ordinal)], Refused = _refused is null ? [] : [_refused] };

        public static async Task<BusyShop> StartAsync(string program)
        {
            var shop = await RunningShop.StartAsync(program, atOnce: 2);
            var busy = new BusyShop(shop);
            shop.Work = busy.WorkAsync;
            shop.OnHandled = handled => busy.Signal("handled " + handled).TrySetResult();
            await shop.Shop.ConsumeAsync();
            await shop.Shop.SendAsync("order 1");
            await shop.Shop.SendAsync("order 2");
            await busy.UntilAsync("handled order 1", "handled order 2");

            // Where the broker has confirmed these, it has stored the acknowledgements before them.
            await shop.Shop.SendAsync("order 3");
            await shop.Shop.SendAsync("order 4");
            await busy.UntilAsync("holding order 3", "holding order 4");
            return busy;
        }

        public async Task SendInVainAsync()
        {
            _sentInVain = Record.ExceptionAsync(() => shop.Shop.SendAsync("order 5"))!;
            Signal("release order 3").SetResult();
            await UntilAsync("handled order 3");
        }

        public async Task GoOnAsync()
        {
            _refused = (await _sentInVain.Guarded())?.GetType().Name;
            await shop.Recovered;
            Signal("release order 4").SetResult();
            await UntilAsync("handled order 4");
            await shop.Shop.SendAsync("order 5");
            await shop.Shop.SendAsync("order 6");
            await UntilAsync("handled order 3 again", "handled order 4 again", "handled order 5", "handled order 6");
            await shop.DisposeAsync();
        }

        async Task WorkAsync(string order, bool isAgain)
        {
            if (isAgain || order is not ("order 3" or "order 4"))
                return;

            Signal("holding " + order).SetResult();
            await Signal("release " + order).Task;
        }

        Task UntilAsync(params string[] signals) => Task.WhenAll(signals.Select(signal => Signal(signal).Task)).Guarded();

        TaskCompletionSource Signal(string name) => _signals.GetOrAdd(name, static _ => RunningShop.Signal());
    }
}
