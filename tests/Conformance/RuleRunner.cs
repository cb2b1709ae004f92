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
        RuleRun? run = null;
        try
        {
            await InFlowOfItsOwn(async () =>
            {
                run = new RuleRun(createCarrier, options);
                using (run)
                    await Hosted.Run(run.HostOf(run.Carrier), () => body(run));

                run.Concluded();
            }).WaitAsync(options.TimeLimit);
            return Held(rule, run!, options, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            return Broken(rule, run, exception, options, Stopwatch.GetElapsedTime(started));
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

    static RuleResult Broken(Rule rule, RuleRun? run, Exception exception, ConformanceOptions options, TimeSpan duration)
    {
        var result = new RuleResult(rule, RuleOutcome.Failed, FailureText.Of(rule, run?.Claimed, exception, options), duration)
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
