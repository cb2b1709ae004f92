using System.Threading.Channels;

namespace Stackbilt.Observability.Conformance;

/// <summary>Channels and iterators: consumer and producer are flows of their own, or one flow that takes turns.</summary>
static class StreamRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        { "ASYNC-26", run => Consume(run, inline: false) },
        { "ASYNC-27", run => Consume(run, inline: true) },
        {
            "ASYNC-28", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    await foreach (var number in NumbersAsync(run.Carrier, b))
                        run.SeesOrLeft(run.Awaited(a), b, $"in the consumer's loop, at {number}");

                    run.SeesOrLeftUntilEnd(run.Awaited(a), b, "in the consumer, after the loop");
                });
            }
        },
        {
            "ASYNC-29", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await run.Carrier.RunWithSpan(a, async _ =>
                {
                    await foreach (var number in NumbersAsync(run.Carrier, b))
                    {
                        run.SeesOrLeft(run.Ambient(a), b, $"in the consumer's loop, at {number}");
                        if (number == 1)
                            break;
                    }

                    run.Sees(run.Ambient(a), "in the consumer, after it broke out of the loop");
                });
                run.Sees(null, "after all");
            }
        },
        {
            "ASYNC-30", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), c = run.Span("c");
                var numbers = NumbersAsync(run.Carrier, b).GetAsyncEnumerator();
                using (run.Carrier.Attach(a))
                    numbers.MoveNextAsync().AsTask().GetAwaiter().GetResult();

                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(c);
                    numbers.DisposeAsync().AsTask().GetAwaiter().GetResult();
                    run.Sees(run.Ambient(c), "in the flow that disposed an iterator that another one began");
                });
            }
        },
    };

    static async Task Consume(RuleRun run, bool inline)
    {
        var channel = Channel.CreateUnbounded<Span>(new UnboundedChannelOptions { AllowSynchronousContinuations = inline });
        var handled = AttemptRules.NewGate();
        var consuming = ConsumeAsync();
        for (var message = 0; message < 3; message++)
        {
            var span = run.Span($"message {message}");
            handled = AttemptRules.NewGate();
            await Fork.OnCleanThread(() =>
            {
                using var scope = run.Carrier.Attach(span);
                channel.Writer.TryWrite(span);
                return Task.WaitAny(handled.Task, consuming);
            });
        }

        channel.Writer.Complete();
        await consuming;

        async Task ConsumeAsync()
        {
            await foreach (var sent in channel.Reader.ReadAllAsync())
            {
                run.Sees(null, $"in a consumer that was started outside, at \"{sent.Name}\"");
                using (run.Carrier.Attach(sent))
                    run.Sees(run.Ambient(sent), "where the consumer attaches what the message carries");

                handled.SetResult();
            }
        }
    }

    static async IAsyncEnumerable<int> NumbersAsync(IContextCarrier carrier, Span span)
    {
        using var scope = carrier.Attach(span);
        yield return 0;
        yield return 1;
        await AnotherThread.Switch;
        yield return 2;
        yield return 3;
    }
}
