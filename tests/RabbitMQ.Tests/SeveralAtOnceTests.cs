namespace Stackbilt.Observability.Tests;

/// <summary>One channel hands over several messages at the same time.</summary>
public class SeveralAtOnceTests
{
    const int AtOnce = 8;
    const int Orders = 5 * AtOnce;

    public static TheoryData<string> All => Carriers.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_has_its_own_parent_and_its_own_deep_code(string carrier)
    {
        await using var shop = await RunningShop.StartAsync(carrier, atOnce: AtOnce);
        var meeting = new Meeting();
        shop.Work = (_, _) => meeting.ArriveAsync();
        for (var order = 1; order <= Orders; order++)
            await shop.Shop.SendAsync("order " + order);

        var left = Orders;
        var isDone = RunningShop.Signal();
        shop.OnHandled = _ =>
        {
            if (Interlocked.Decrement(ref left) == 0)
                isDone.SetResult();
        };
        await shop.Shop.ConsumeAsync();
        await isDone.Task.Guarded();

        var outcome = shop.Outcome;
        Assert.Equal((Orders, Orders, 0, 0, 0), (outcome.Sent, outcome.Worked, outcome.Failed, outcome.WrongParents, outcome.NeverEnded));
        Assert.Equal(carrier == "Null" ? 0 : Orders, outcome.Spans.Count(static span => span is { HasEnded: true, Name: Shop.Deep }));
    }

    /// <summary>Nobody goes on before all of them are there.</summary>
    sealed class Meeting
    {
        readonly Lock _gate = new();
        TaskCompletionSource _all = RunningShop.Signal();
        int _arrived;

        public Task ArriveAsync()
        {
            lock (_gate)
            {
                var all = _all;
                if (++_arrived == AtOnce)
                {
                    (_all, _arrived) = (RunningShop.Signal(), 0);
                    all.SetResult();
                }

                return all.Task;
            }
        }
    }
}
