using System.Diagnostics;

namespace Stackbilt.Observability.Conformance;

/// <summary>Runs one rule: in a flow of its own, within a time limit, with every fault of the carrier counted against it.</summary>
static class RuleRunner
{
    public static async Task<RuleResult> RunAsync(
        Rule rule,
        RuleBody body,
        Func<IContextCarrier> createCarrier,
        ConformanceOptions options)
    {
        var started = Stopwatch.GetTimestamp();
        var (run, broken) = await CheckAsync(body, createCarrier, options);
        var duration = Stopwatch.GetElapsedTime(started);
        if (broken is null)
            return Held(rule, run!, options, duration);

        // Of a carrier that hangs one rule is enough.
        var wrongWord = run is null || broken is TimeoutException
            ? CarrierCapabilities.None
            : await WrongWord.FindAsync(async simplest => (await CheckAsync(simplest.Body, createCarrier, options)).Broken is null);
        return Broken(rule, run, wrongWord, broken, options, duration);
    }

    static async Task<(RuleRun? Run, Exception? Broken)> CheckAsync(
        RuleBody body,
        Func<IContextCarrier> createCarrier,
        ConformanceOptions options)
    {
        RuleRun? run = null;
        try
        {
            await InFlowOfItsOwn(async () =>
            {
                run = new RuleRun(createCarrier, options);
                using (run)
                    await await Task.WhenAny(Hosted.Run(run.HostOf(run.Carrier), () => body(run)), run.HostFailed);

                run.Concluded();
            }).WaitAsync(options.TimeLimit);
            return (run, null);
        }
        catch (Exception exception)
        {
            return (run, exception);
        }
    }

    /// <summary>What the caller has ambient (a test framework's, another carrier's) must not get in.</summary>
    static Task InFlowOfItsOwn(Func<Task> body)
    {
        var isFlowing = !ExecutionContext.IsFlowSuppressed();
        var suppressed = isFlowing ? ExecutionContext.SuppressFlow() : default;
        try
        {
            return Task.Run(body);
        }
        finally
        {
            if (isFlowing)
                suppressed.Undo();
        }
    }

    static RuleResult Held(Rule rule, RuleRun run, ConformanceOptions options, TimeSpan duration)
    {
        var missing = rule.Capabilities & ~run.Claimed;
        return missing == 0
            ? With(run, options, new RuleResult(rule, RuleOutcome.Passed, "Holds.", duration))
            : With(run, options, new RuleResult(
                rule, RuleOutcome.Declined, $"Does not claim {missing}, and declines cleanly.", duration));
    }

    static RuleResult Broken(
        Rule rule,
        RuleRun? run,
        CarrierCapabilities wrongWord,
        Exception exception,
        ConformanceOptions options,
        TimeSpan duration)
    {
        var message = FailureText.Of(rule, run?.Claimed, wrongWord, exception, options);
        var result = new RuleResult(rule, RuleOutcome.Failed, message, duration)
        {
            Exception = exception is RuleBrokenException ? null : exception,
        };
        return With(run, options, result);
    }

    static RuleResult With(RuleRun? run, ConformanceOptions options, RuleResult result) => result with
    {
        Claims = run?.Claimed,
        Checks = run?.Comparisons ?? 0,
        Seed = options.Seed,
    };
}
