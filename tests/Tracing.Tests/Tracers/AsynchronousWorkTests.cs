namespace Stackbilt.Observability.Tests.Tracers;

/// <summary>What is special about work that goes on after it has returned a task.</summary>
public class AsynchronousWorkTests
{
    readonly Recorded _recorded = new();

    Tracer Tracer => _recorded.Tracer;

    [Fact]
    public async Task An_async_lambda_is_waited_for()
    {
        using var span = _recorded.Root();
        var goOn = new TaskCompletionSource();

        // Were it taken for synchronous work, this would not compile to a task, or would be complete already.
        Task running = Tracer.Carrier.RunWithSpan(span, async _ => await goOn.Task);
        Task<int> result = Tracer.Carrier.RunWithSpan(span, async _ =>
        {
            await goOn.Task;
            return 7;
        });
        Task stated = Tracer.Carrier.RunWithSpan(span, goOn, static async (_, state) => await state.Task);

        Assert.False(running.IsCompleted || result.IsCompleted || stated.IsCompleted);
        goOn.SetResult();
        await Task.WhenAll(running, result, stated);
        Assert.Equal(7, await result);
    }

    [Fact]
    public async Task The_span_is_active_after_an_await_and_never_in_the_caller()
    {
        using var span = _recorded.Root();
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = new List<Span?>();

        var running = Tracer.Carrier.RunWithSpan(span, async _ =>
        {
            seen.Add(Tracer.Current);
            await goOn.Task;
            seen.Add(Tracer.Current);
        });
        Assert.Null(Tracer.Current);
        goOn.SetResult();
        await running;

        Assert.Equal([span, span], seen);
        Assert.Null(Tracer.Current);
    }

    [Fact]
    public async Task Cancelled_work_is_cancelled()
    {
        using var span = _recorded.Root();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var running = Tracer.Carrier.RunWithSpan(span, _ => Task.FromCanceled(cancelled.Token));

        var caught = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(running.IsCanceled);
        Assert.Equal(cancelled.Token, caught.CancellationToken);
        Assert.Null(Tracer.Current);
    }

    [Fact]
    public async Task Work_that_throws_before_it_has_a_task_gives_a_failed_task()
    {
        using var span = _recorded.Root();
        var thrown = new InvalidOperationException("why");
        Func<Span?, Task> work = _ => throw thrown;

        var running = Tracer.Carrier.RunWithSpan(span, work);

        Assert.True(running.IsFaulted);
        Assert.Same(thrown, await Record.ExceptionAsync(() => running));
    }

    [Fact]
    public async Task Siblings_do_not_see_each_other()
    {
        using var root = _recorded.Root();
        var names = Enumerable.Range(0, 20).Select(number => $"child{number}").ToArray();

        await Task.WhenAll(names.Select(name => Tracer.RunInSpan(root.StartChild(name), async _ =>
        {
            await Task.Yield();
            using var grandchild = Tracer.Current!.StartActiveChild("below " + name);
            await Task.Yield();
        })));

        var spans = _recorded.Spans.Spans;
        Assert.Equal(2 * names.Length, spans.Count);
        Assert.All(names, name =>
        {
            var child = spans.Single(data => data.Name == name);
            Assert.Equal(root.SpanId, child.ParentSpanId);
            Assert.Equal(child.Context.SpanId, spans.Single(data => data.Name == "below " + name).ParentSpanId);
        });
    }

    [Fact]
    public void Null_work_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("work", () => Tracer.Carrier.RunWithSpan(null, (Action<Span?>)null!));
        Assert.Throws<ArgumentNullException>("work", () => Tracer.Carrier.RunWithSpan(null, (Func<Span?, int>)null!));
        Assert.Throws<ArgumentNullException>("work", () => { _ = Tracer.Carrier.RunWithSpan(null, (Func<Span?, Task>)null!); });
        Assert.Throws<ArgumentNullException>("work", () => { _ = Tracer.Carrier.RunWithSpan(null, (Func<Span?, Task<int>>)null!); });
        Assert.Throws<ArgumentNullException>("work", () => { _ = Tracer.RunInSpan(null, (Func<Span?, Task>)null!); });
        Assert.Throws<ArgumentNullException>("work", () => Tracer.RunInSpan(null, (Action<Span?>)null!));
    }
}
