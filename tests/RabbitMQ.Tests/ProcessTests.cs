namespace Stackbilt.Observability.Tests;

/// <summary>Producer and consumer are processes of their own, and one of them is killed.</summary>
public class ProcessTests
{
    [Fact]
    public async Task A_consumer_that_is_killed_before_its_acknowledgement_leaves_the_work_to_the_next_one()
    {
        var outcomes = await Shops.EachAsync(KilledAsync);

        var untraced = outcomes[Shops.Untraced];
        Assert.Equal(["order 1", "order 2", "order 3 again", "order 4", "order 5"], untraced.Handled);
        Assert.Empty(untraced.Spans);
        foreach (var (carrier, outcome) in outcomes.Where(static outcome => outcome.Key != Shops.Untraced))
        {
            Assert.Equal(untraced.Handled, outcome.Handled);
            Assert.Equal((5, 5, 0, 0), (outcome.Sent, outcome.Worked, outcome.Failed, outcome.WrongParents));
            var left = Assert.Single(outcome.Spans, span => outcome.Spans.Count(other => other.Id == span.Id) == 1);
            Assert.Equal((false, Shop.Process), (left.HasEnded, left.Name));
            AssertSiblings(outcome, left);
            Assert.Equal(carrier == "Null" ? 0 : 5, outcome.Spans.Count(static span => span is { HasEnded: true, Name: Shop.Deep }));
        }

        CountsTable.Add("the consumer is killed", outcomes);
    }

    /// <summary>What was begun and what was done later belong to the same message.</summary>
    static void AssertSiblings(Outcome outcome, SpanLine left)
    {
        var done = Assert.Single(outcome.Spans, static span => span is { HasEnded: true, Name: Shop.Process, Message: "order 3" });
        Assert.Equal((left.Trace, left.Parent), (done.Trace, done.Parent));
        Assert.NotEqual(left.Id, done.Id);
    }

    static async Task<Outcome> KilledAsync(string program)
    {
        await using var connection = await Broker.ConnectAsync();
        await using var channel = await connection.OpenAsync();
        var queue = await channel.DeclareAsync();
        var sent = await OtherProcess.RunAsync("send", Broker.Address, queue, program, "5");

        using var first = OtherProcess.Start("work", Broker.Address, queue, program, "order 5", "order 3");
        await first.UntilAsync("holding");
        await first.KillAsync();
        var second = await OtherProcess.RunAsync("work", Broker.Address, queue, program, "order 5");

        Assert.Equal(0u, await channel.MessageCountAsync(queue));
        return Outcome.Of([.. sent, .. first.Lines, .. second]);
    }
}
