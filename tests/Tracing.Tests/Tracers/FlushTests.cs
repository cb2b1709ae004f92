namespace Stackbilt.Observability.Tests.Tracers;

public class FlushTests
{
    [Fact]
    public async Task Every_processor_that_buffers_is_asked_and_waited_for()
    {
        var sent = new TaskCompletionSource();
        var slow = new Buffering(_ => sent.Task);
        var quick = new Buffering(_ => Task.CompletedTask);
        var tracer = new Tracer(new NullCarrier(), [slow, new SpanRecorder(), quick]);

        var flushing = tracer.ForceFlushAsync();
        await quick.WasAsked;
        Assert.False(flushing.IsCompleted);
        sent.SetResult();

        Assert.True(await flushing);
    }

    [Fact]
    public async Task One_that_throws_is_reported_and_the_others_are_asked()
    {
        var failure = new InvalidOperationException("broken");
        var thrown = new Buffering(_ => throw failure);
        var faulted = new Buffering(_ => Task.FromException(failure));
        var nothing = new Buffering(_ => null!);
        var sound = new Buffering(_ => Task.CompletedTask);
        using var faults = new FaultsOf(thrown);
        using var others = new FaultsOf(faulted);

        Assert.False(await new Tracer(new NullCarrier(), [thrown, faulted, nothing, sound]).ForceFlushAsync());

        await sound.WasAsked;
        Assert.Equal([new(thrown, nameof(IBufferingSpanProcessor.ForceFlushAsync), failure)], faults.Reported);
        Assert.Equal([new(faulted, nameof(IBufferingSpanProcessor.ForceFlushAsync), failure)], others.Reported);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task One_that_does_not_come_back_is_left_when_the_waiting_is_over(bool blocks)
    {
        using var never = new ManualResetEventSlim();
        var hanging = new Buffering(_ =>
        {
            if (blocks)
                never.Wait(CancellationToken.None);

            return new TaskCompletionSource().Task;
        });
        using var waiting = new CancellationTokenSource();

        var flushing = new Tracer(new NullCarrier(), [hanging]).ForceFlushAsync(waiting.Token);
        await hanging.WasAsked;
        await waiting.CancelAsync();

        Assert.False(await flushing);
        never.Set();
    }

    [Fact]
    public async Task Nobody_to_ask_is_done() => Assert.True(await new Recorded().Tracer.ForceFlushAsync());

    sealed class Buffering(Func<CancellationToken, Task> flush) : IBufferingSpanProcessor
    {
        readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task WasAsked => _asked.Task;

        public void OnStart(Span span)
        {
        }

        public void OnEnd(in FinishedSpan span)
        {
        }

        public Task ForceFlushAsync(CancellationToken cancellationToken)
        {
            _asked.SetResult();
            return flush(cancellationToken);
        }
    }
}
