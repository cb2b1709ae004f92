namespace Stackbilt.Observability.Conformance;

/// <summary>Calls that are refused, and every way out of every form of work.</summary>
static class FormErrorRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ERR-17", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                foreach (var call in Refused.WithoutWork)
                {
                    var caught = ErrorRules.Catch(() => call(run.Carrier, b));
                    run.Equal((caught as ArgumentNullException)?.ParamName, "work", "what is missing where there is no work");
                    run.Sees(run.Ambient(a), "after work was refused");
                }

                var calls = 0;
                foreach (var call in Refused.WithoutCarrier)
                {
                    var caught = ErrorRules.Catch(() => call(_ => ++calls));
                    run.Equal((caught as ArgumentNullException)?.ParamName, "carrier", "what is missing where there is no carrier");
                    run.Sees(run.Ambient(a), "after a call without a carrier was refused");
                }

                run.Equal(calls, 0, "calls of work that was refused");
            }
        },
        {
            "ERR-18", async run =>
            {
                foreach (var form in AsyncForm.All)
                {
                    var mirror = run.NewMirror();
                    await FaultAsync(run, form, mirror);
                    run.Equal(mirror.Told, (2, 2), $"scopes opened and closed by two throws in work that returns {form.Name}");
                    await CancelAsync(run, form, mirror);
                    run.Equal(mirror.Told, (3, 3), $"the same, after cancelled work that returns {form.Name}");
                    run.Sees(null, $"after work that returns {form.Name} failed");
                }
            }
        },
    };

    static async Task FaultAsync(RuleRun run, AsyncForm form, Mirror mirror)
    {
        var thrown = new NotSupportedException("on purpose");
        var late = await AsyncErrorRules.CatchAsync(() => form.Run(mirror, run.Span("late"), async _ =>
        {
            await AnotherThread.Switch;
            throw thrown;
        }));
        var early = await AsyncErrorRules.CatchAsync(() => form.Run(mirror, run.Span("early"), _ => throw thrown));
        run.True(
            ReferenceEquals(late, thrown) && ReferenceEquals(early, thrown),
            $"{late} and {early} from work that returns {form.Name}",
            "the very exception that the work threw, after an await and before there was a task");
    }

    static async Task CancelAsync(RuleRun run, AsyncForm form, Mirror mirror)
    {
        var running = form.Run(mirror, run.Span("cancelled"), async _ =>
        {
            await AnotherThread.Switch;
            throw new OperationCanceledException("on purpose");
        });
        await AsyncErrorRules.CatchAsync(() => running);
        run.True(running.IsCanceled, $"work that returns {form.Name} and is {running.Status}", "cancelled work");
    }
}
