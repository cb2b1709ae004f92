namespace Stackbilt.Observability.Tests.Trees;

/// <summary>A tree that is not there yet.</summary>
public class WaitTests
{
    readonly Recorded _recorded = new();

    [Fact]
    public async Task Waits_until_the_tree_is_there()
    {
        var root = _recorded.Root();
        root.StartChild("child").End();
        var waiting = _recorded.Spans.ShouldHaveTreeAsync("root\n child", CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        root.End();

        await waiting;
        _recorded.Spans.ShouldHaveTree("root\n child");
    }

    [Fact]
    public async Task Says_what_differs_when_it_has_waited_long_enough()
    {
        using var enough = new CancellationTokenSource();
        _recorded.Root().End();
        var waiting = _recorded.Spans.ShouldHaveTreeAsync("other", enough.Token);

        await enough.CancelAsync();

        var failure = await Assert.ThrowsAsync<SpanTreeException>(() => waiting);
        Assert.Contains("\"other\" was expected", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_already_needs_no_waiting()
    {
        _recorded.Root().End();

        await _recorded.Spans.ShouldHaveTreeAsync("root", new CancellationToken(canceled: true));
    }

    [Fact]
    public async Task Null_and_what_is_no_tree_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>("recorder", () => ((SpanRecorder)null!).ShouldHaveTreeAsync("", default));
        await Assert.ThrowsAsync<ArgumentNullException>("expected", () => _recorded.Spans.ShouldHaveTreeAsync(null!, default));
        await Assert.ThrowsAsync<ArgumentException>("expected", () => _recorded.Spans.ShouldHaveTreeAsync(" a\nb", default));
    }
}
