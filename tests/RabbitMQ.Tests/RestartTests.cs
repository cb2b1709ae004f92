namespace Stackbilt.Observability.Tests;

/// <summary>The broker is restarted while a message is worked on.</summary>
public class RestartTests
{
    [Fact]
    public async Task A_broker_that_is_restarted_in_the_middle_changes_nothing_but_what_it_changes_without_tracing()
    {
        var shops = await Shops.EachAsync(static program => HeldShop.StartAsync(program));
        foreach (var shop in shops.Values)
            await shop.UntilHeld;

        await Broker.RestartAsync();

        foreach (var shop in shops.Values)
            await shop.GoOnAsync();

        var outcomes = shops.ToDictionary(static shop => shop.Key, static shop => shop.Value.Outcome);
        var untraced = outcomes[Shops.Untraced];
        Assert.Equal(["order 1", "order 2", "order 3", "order 3 again", "order 4", "order 5", "order 6"], untraced.Handled);
        foreach (var (_, outcome) in outcomes.Where(static outcome => outcome.Key != Shops.Untraced))
        {
            Assert.Equal(untraced.Handled, outcome.Handled);
            Assert.Equal((6, 7, 0, 0, 0), (outcome.Sent, outcome.Worked, outcome.Failed, outcome.WrongParents, outcome.NeverEnded));
        }

        CountsTable.Add("the broker is restarted", outcomes);
    }

    /// <summary>A shop whose third order is worked on until the broker is there again.</summary>
    sealed class HeldShop(RunningShop shop)
    {
        readonly TaskCompletionSource _isHeld = RunningShop.Signal();
        readonly TaskCompletionSource _mayGoOn = RunningShop.Signal();
        readonly TaskCompletionSource _firstIsDone = RunningShop.Signal();

        public Task UntilHeld => _isHeld.Task.Guarded();

        public Outcome Outcome => shop.Outcome;

        public static async Task<HeldShop> StartAsync(string program)
        {
            var shop = await RunningShop.StartAsync(program);
            var held = new HeldShop(shop);
            shop.Work = held.WorkAsync;
            for (var order = 1; order <= 4; order++)
                await shop.Shop.SendAsync("order " + order);

            await shop.Shop.ConsumeAsync();
            return held;
        }

        public async Task GoOnAsync()
        {
            await shop.Recovered;
            var first = shop.UntilHandled("order 3");
            _mayGoOn.SetResult();
            await first;
            var last = shop.UntilHandled("order 6");
            _firstIsDone.SetResult();
            await shop.Shop.SendAsync("order 5");
            await shop.Shop.SendAsync("order 6");
            await last;
            await shop.DisposeAsync();
        }

        async Task WorkAsync(string order, bool isAgain)
        {
            if (order != "order 3")
                return;

            if (isAgain)
            {
                await _firstIsDone.Task;
                return;
            }

            _isHeld.SetResult();
            await _mayGoOn.Task;
        }
    }
}
