namespace Stackbilt.Observability.Conformance;

/// <summary>Flows on one loop, as a user interface has them: stepped, so that each of them waits while the others go on.</summary>
static class LoopRules
{
    const int Flows = 4;

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ASYNC-52", async run =>
            {
                using var loop = new OneThreadLoop();
                var steppers = Enumerable.Range(0, Flows).Select(_ => new Stepper()).ToArray();
                var running = steppers.Select((stepper, at) => loop.RunAsync(() => StepAsync(run, loop, stepper, at))).ToArray();
                foreach (var at in Enumerable.Range(0, 3).SelectMany(static round => (int[])[(round + 2) % 4, round % 4, 3 - round, (round + 1) % 4]))
                    await await Task.WhenAny(steppers[at].NextAsync(), running[at]);

                foreach (var stepper in steppers)
                    stepper.Finish();

                await Task.WhenAll(running);
            }
        },
        {
            "ASYNC-53", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var loop = new OneThreadLoop();
                await loop.RunAsync(async () =>
                {
                    Stays(run, loop, "at first");
                    var scope = run.Carrier.Attach(a);
                    Stays(run, loop, "after an attachment");
                    using (run.Carrier.Attach(null))
                        Stays(run, loop, "inside a mask");

                    run.Carrier.AttachUntilEnd(b);
                    b.End();
                    _ = run.Carrier.Current;
                    scope.Dispose();
                    Stays(run, loop, "after a close");
                    Span outer = run.Span("outer"), inner = run.Span("inner");
                    var first = run.Carrier.Attach(outer);
                    var second = run.Carrier.Attach(inner);
                    first.Dispose();
                    Stays(run, loop, "after a close out of order");
                    second.Dispose();
                    second.Dispose();
                    Stays(run, loop, "after a second close");
                    await run.Carrier.RunWithSpan(a, async _ =>
                    {
                        Stays(run, loop, "in asynchronous work");
                        await Task.Yield();
                        Stays(run, loop, "in asynchronous work, after an await");
                    });
                    Stays(run, loop, "after asynchronous work");
                });
            }
        },
        {
            "ASYNC-54", async run =>
            {
                var a = run.Span("a");
                using var loop = new OneThreadLoop();
                var gate = AttemptRules.NewGate();
                var running = loop.RunAsync(() => run.Carrier.RunWithSpan(a, async _ =>
                {
                    await gate.Task.ConfigureAwait(false);
                    run.True(!loop.IsHere, "an await with ConfigureAwait(false) that went on on the loop", "one that left it");
                    run.Sees(run.Awaited(a), "after ConfigureAwait(false) on a loop");
                }));

                // Behind the work on the same thread, so that the work waits by now.
                await loop.RunAsync(static () => Task.CompletedTask);
                gate.SetResult();
                await running;
            }
        },
    };

    static async Task StepAsync(RuleRun run, OneThreadLoop loop, Stepper stepper, int at)
    {
        var own = run.Span($"flow {at}");
        using (run.Carrier.Attach(own))
        {
            run.Sees(run.Ambient(own), $"in flow {at} of a loop");
            while (await stepper.WaitAsync())
            {
                run.True(loop.IsHere, "a flow that left its loop", "one that goes on there");
                run.SeesOrLeft(run.Awaited(own), own, $"in flow {at} of a loop, the others having gone on");
                var inner = run.Span($"inside flow {at}");
                using (run.Carrier.Attach(inner))
                    run.Sees(run.Ambient(inner), $"in flow {at} of a loop, in a scope inside");

                run.SeesOrLeft(run.Awaited(own), own, $"in flow {at} of a loop, after a scope inside");
            }
        }

        run.SeesOrLeftUntilEnd(null, own, $"in flow {at} of a loop, after its scope");
    }

    static void Stays(RuleRun run, OneThreadLoop loop, string where) =>
        run.True(
            SynchronizationContext.Current == loop && loop is { IsHere: true, Operations: 0 },
            $"another synchronization context, or one that waits for something, {where}",
            "the loop's own, as it was");

    /// <summary>Lets a flow take one step, and waits until it has.</summary>
    sealed class Stepper
    {
        TaskCompletionSource<bool> _next = New<bool>();
        TaskCompletionSource _waits = New();

        public async Task NextAsync()
        {
            await Volatile.Read(ref _waits).Task;
            var waits = New();
            Volatile.Write(ref _waits, waits);
            _next.SetResult(true);
            await waits.Task;
        }

        public void Finish() => _next.TrySetResult(false);

        public Task<bool> WaitAsync()
        {
            var next = New<bool>();
            _next = next;
            _waits.TrySetResult();
            return next.Task;
        }

        static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

        static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
