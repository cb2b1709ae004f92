using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace Stackbilt.Observability.Tests.Tracers;

/// <summary>Attempts of a real pipeline are children of the span around it, and never of each other.</summary>
public class PollyTests
{
    readonly Recorded _recorded = new();

    Tracer Tracer => _recorded.Tracer;

    [Fact]
    public async Task Retried_attempts_are_siblings()
    {
        var pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2, Delay = TimeSpan.Zero })
            .Build();
        var attempts = 0;

        await RunAsync(async () => await pipeline.ExecuteAsync(async _ =>
        {
            using var attempt = Tracer.Current!.StartActiveChild("attempt");
            await Task.Yield();
            Assert.Same(attempt, Tracer.Current);
            if (++attempts < 3)
                throw new InvalidOperationException("again");
        }));

        ExpectSiblings(3);
    }

    [Fact]
    public async Task Hedged_attempts_are_siblings()
    {
        var allAreHere = new TaskCompletionSource();
        var pipeline = new ResiliencePipelineBuilder<int>()
            .AddHedging(new HedgingStrategyOptions<int> { MaxHedgedAttempts = 2, Delay = TimeSpan.Zero })
            .Build();
        var attempts = 0;

        await RunAsync(async () => await pipeline.ExecuteAsync(async _ =>
        {
            using var attempt = Tracer.Current!.StartActiveChild("attempt");
            if (Interlocked.Increment(ref attempts) == 3)
                allAreHere.SetResult();

            await allAreHere.Task;
            Assert.Same(attempt, Tracer.Current);
            return 1;
        }));

        await _recorded.Spans.WaitForAsync(4);
        ExpectSiblings(3);
    }

    [Fact]
    public async Task After_a_timeout_the_span_around_is_back()
    {
        var time = new FakeTimeProvider();
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(TimeSpan.FromSeconds(1)).Build();

        await RunAsync(async () =>
        {
            var around = Tracer.Current;
            await Assert.ThrowsAsync<TimeoutRejectedException>(async () => await pipeline.ExecuteAsync(async cancelled =>
            {
                using var attempt = Tracer.Current!.StartActiveChild("attempt");
                var isCancelled = new TaskCompletionSource();
                using var registration = cancelled.Register(isCancelled.SetResult);
                time.Advance(TimeSpan.FromSeconds(2));
                await isCancelled.Task;
                cancelled.ThrowIfCancellationRequested();
            }));
            Assert.Same(around, Tracer.Current);
        });

        ExpectSiblings(1);
    }

    Task RunAsync(Func<Task> work) => Tracer.RunInSpan(Tracer.StartRoot("around"), _ => work());

    void ExpectSiblings(int attempts)
    {
        var around = _recorded.Spans.Spans.Single(span => span.Name == "around").Context.SpanId;
        var found = _recorded.Spans.Spans.Where(span => span.Name == "attempt").ToList();
        Assert.Equal(attempts, found.Count);
        Assert.All(found, attempt => Assert.Equal(around, attempt.ParentSpanId));
        Assert.Null(Tracer.Current);
    }
}
