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
            return Held(rule, run!, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            return Broken(rule, exception, options, Stopwatch.GetElapsedTime(started));
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

    static RuleResult Held(Rule rule, RuleRun run, TimeSpan duration)
    {
        if (run.Claims(rule.Capabilities))
            return new RuleResult(rule, RuleOutcome.Passed, "Holds.", duration) { Checks = run.Comparisons };

        var missing = rule.Capabilities & ~run.Claimed;
        return new RuleResult(rule, RuleOutcome.Declined, $"Does not claim {missing}, and declines cleanly.", duration)
        {
            Checks = run.Comparisons,
        };
    }

    static RuleResult Broken(Rule rule, Exception exception, ConformanceOptions options, TimeSpan duration)
    {
        var story = exception switch
        {
            RuleBrokenException => exception.Message,
            TimeoutException => $"""
                  seen:      no end after {options.TimeLimit.TotalSeconds:0.#} s
                  expected:  an end
                """,
            _ => $"""
                  seen:      {exception.GetType().FullName}: {exception.Message}
                  expected:  nothing thrown
                """,
        };
        var message = $"""
            {rule.Id} {rule.Title}
            {rule.Statement}
            {story}
              usually:   {rule.UsualCause}
            """;
        return new RuleResult(rule, RuleOutcome.Failed, message, duration)
        {
            Exception = exception is RuleBrokenException ? null : exception,
        };
    }
}
