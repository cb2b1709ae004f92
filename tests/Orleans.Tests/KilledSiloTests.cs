namespace Stackbilt.Observability.Tests;

/// <summary>A silo is a process of its own, and is killed while calls are inside of it.</summary>
public class KilledSiloTests
{
    [Fact]
    public async Task A_silo_that_is_killed_in_the_middle_of_calls_changes_nothing_but_what_it_changes_without_tracing()
    {
        var outcomes = new Dictionary<string, KilledSiloOutcome>();
        foreach (var program in Programs.All)
            outcomes.Add(program, KilledSiloOutcome.Of(await OtherProcess.RunAsync("calls", program)));

        var untraced = outcomes[Programs.Untraced];
        Assert.Equal(
            [
                "again: answered",
                "answered: answered",
                "behind: answered",
                "lost: SiloUnavailableException",
                "moved: answered",
                "one-way: answered",
                "orphan: SiloUnavailableException",
            ],
            untraced.Seen);
        Assert.Equal(["lost 2", "again 2", "one-way 2", "orphan 2"], untraced.Left);
        foreach (var (_, outcome) in outcomes.Where(static outcome => outcome.Key != Programs.Untraced))
        {
            Assert.Equal(untraced.Seen, outcome.Seen);
            Assert.Equal(untraced.Done, outcome.Done);
            Assert.Equal(untraced.Left, outcome.Left);
            Assert.Equal((0, 0, 0), (outcome.WrongParents, outcome.ShownAsEnded, outcome.Lost));
            Assert.Equal(untraced.Failed, outcome.FailedTraces);
        }

        CountsTable.Matches(outcomes);
    }

    [Fact]
    public void What_is_wrong_is_counted()
    {
        string[] living =
        [
            Line("lost 0", "a", "0"), Line("IRelay/PassAsync", "b", "a"), Line("lost 1", "c", "b"),
            Line("lost 2", "e", "d", hasEnded: true), Line("IRelay/PassAsync", "b", "a", hasEnded: true), Line("lost 0", "a", "0", hasEnded: true),
            "call lost: SiloUnavailableException",
        ];
        string[] killed = [Line("IRelay/PassAsync", "d", "a"), Line("lost 2", "e", "d"), "begun lost 2"];

        var outcome = new KilledSiloOutcome(living, killed);

        // The second step is below a call of the one before its own; it is shown as ended; the first one is missing; no error is there.
        Assert.Equal((1, 1, 1, 0), (outcome.WrongParents, outcome.ShownAsEnded, outcome.Lost, outcome.FailedTraces));
        Assert.Equal((2, 3, 1), (outcome.NeverDone, outcome.Exported, outcome.Failed));
    }

    static string Line(string name, string id, string parent, bool hasEnded = false) =>
        new SpanLine(hasEnded, "trace", id, parent, name, null, IsError: false).ToString();
}
