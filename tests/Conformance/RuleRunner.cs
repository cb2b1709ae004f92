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
        var hostCalls = new HostCalls();
        var (run, broken) = await CheckAsync(body, createCarrier, options, hostCalls);
        var duration = Stopwatch.GetElapsedTime(started);
        if (broken is null)
            return Held(rule, run!, options, duration);

        // Of a carrier that hangs one rule is enough, and of a host that fails no claim is to blame.
        var wrongWord = run is null || broken is TimeoutException || hostCalls.Failed.IsFaulted
            ? CarrierCapabilities.None
            : await WrongWord.FindAsync(async simplest => (await CheckAsync(simplest.Body, createCarrier, options, new HostCalls())).Broken is null);
        return Broken(rule, run, wrongWord, broken, options, duration);
    }

    static async Task<(RuleRun? Run, Exception? Broken)> CheckAsync(
        RuleBody body,
        Func<IContextCarrier> createCarrier,
        ConformanceOptions options,
        HostCalls hostCalls)
    {
        RuleRun? run = null;
        try
        {
            var checking = Observed(InFlowOfItsOwn(async () =>
            {
                run = new RuleRun(createCarrier, options, hostCalls);
                using (run)
                    await HoldAsync(run, body);

                run.Concluded();
            }));

            // Not inside of the flow, which may wait for one that a host does not run.
            await await Task.WhenAny(checking, hostCalls.Failed).WaitAsync(options.TimeLimit);
            return (run, null);
        }
        catch (Exception exception)
        {
            return (run, hostCalls.Failed.Exception?.InnerException ?? exception);
        }
        finally
        {
            run?.Dispose();
        }
    }

    static async Task HoldAsync(RuleRun run, RuleBody body)
    {
        var work = Task.CompletedTask;
        Hosted.Run(run.HostOf(run.Carrier), () => { work = Observed(body(run)); });
        await work;
        await run.HostCalls.Over;
    }

    /// <summary>What is still under way when a rule has failed may throw when nobody waits for it any more.</summary>
    static Task Observed(Task task)
    {
        _ = task.ContinueWith(
            static failed => _ = failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
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
