namespace Stackbilt.Observability.Tests;

public class SpanRecorderTests
{
    readonly Recorded _recorded = new();

    SpanRecorder Spans => _recorded.Spans;

    [Fact]
    public void Collects_in_the_order_of_the_ends()
    {
        var (first, second) = (_recorded.Tracer.StartRoot("first"), _recorded.Tracer.StartRoot("second"));

        second.End();
        var sofar = Spans.Spans;
        first.End();

        Assert.Equal(["second"], sofar.Select(span => span.Name));
        Assert.Equal(["second", "first"], Spans.Spans.Select(span => span.Name));
    }

    [Fact]
    public void Forgets_when_it_is_cleared()
    {
        End("before");
        Spans.Clear();
        End("after");

        Assert.Equal("after", Assert.Single(Spans.Spans).Name);
    }

    [Fact]
    public async Task Waits_for_a_number_of_spans()
    {
        var waiting = Spans.WaitForAsync(2);
        End("first");
        Assert.False(waiting.IsCompleted);
        End("second");

        Assert.Equal(["first", "second"], (await waiting).Select(span => span.Name));
        Assert.Equal(2, (await Spans.WaitForAsync(1)).Count);
    }

    [Fact]
    public async Task Waits_for_a_condition()
    {
        var waiting = Spans.WaitForAsync(spans => spans.Any(span => span.Name == "awaited"));
        End("other");
        Assert.False(waiting.IsCompleted);
        End("awaited");
        End("later");

        Assert.Equal(["other", "awaited"], (await waiting).Select(span => span.Name));
    }

    [Fact]
    public async Task Many_can_wait_while_many_end()
    {
        var waiting = Enumerable.Range(1, 50).Select(count => Spans.WaitForAsync(count)).ToList();

        void EndSome()
        {
            for (var count = 0; count < 25; count++)
                End("some");
        }

        SimultaneousThreads.Run(EndSome, EndSome);

        var counts = (await Task.WhenAll(waiting)).Select(spans => spans.Count);
        Assert.Equal(Enumerable.Range(1, 50), counts);
    }

    [Fact]
    public async Task Stops_waiting_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = Spans.WaitForAsync(1, cancellation.Token);

        await cancellation.CancelAsync();

        var caught = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(cancellation.Token, caught.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Spans.WaitForAsync(1, cancellation.Token));
        End("later");
        Assert.Single(await Spans.WaitForAsync(1, cancellation.Token));
    }

    [Fact]
    public async Task What_a_condition_throws_is_for_the_one_who_waits()
    {
        var thrown = new InvalidOperationException("broken");
        using var faults = new FaultsOf(Spans);
        var broken = Spans.WaitForAsync(spans => spans.Count == 0 ? false : throw thrown);
        var sound = Spans.WaitForAsync(1);

        End("one");

        Assert.Same(thrown, await Record.ExceptionAsync(() => broken));
        Assert.Same(thrown, await Record.ExceptionAsync(() => Spans.WaitForAsync(_ => throw thrown)));
        Assert.Single(await sound);
        Assert.Empty(faults.Reported);
    }

    [Fact]
    public async Task Null_is_refused_by_name()
    {
        await Assert.ThrowsAsync<ArgumentNullException>("condition", () => Spans.WaitForAsync(null!));
    }

    void End(string name) => _recorded.Tracer.StartRoot(name).End();
}
