using System.Runtime.ExceptionServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>
/// Runs the flows of a rule inside the host of its carrier, where it has one. Without a host all of this is an ordinary call.
/// </summary>
static class Hosted
{
    static readonly AsyncLocal<IFlowHost?> OfThisFlow = new();

    /// <summary>The host that this flow is inside of.</summary>
    public static IFlowHost? Here => OfThisFlow.Value;

    /// <summary>Runs a flow in a context of its own, and throws what it throws, whatever thread the host takes.</summary>
    public static void Run(IFlowHost? host, Action flow)
    {
        if (host is null)
        {
            flow();
            return;
        }

        ExceptionDispatchInfo? thrown = null;
        var hasRun = false;
        try
        {
            // The host sees what is thrown, and has to clean up after it.
            host.Run(() =>
            {
                hasRun = true;
                thrown = Inside(host, flow);
                thrown?.Throw();
            });
        }
        catch (Exception exception) when (exception == thrown?.SourceException)
        {
        }

        if (!hasRun)
            throw new RuleBrokenException(RuleRun.Story($"{nameof(IFlowHost)}.{nameof(host.Run)} that did not call the flow", "one call"));

        thrown?.Throw();
    }

    /// <summary>The same for what starts as a task: its first part runs inside; what awaits goes on as the host has it.</summary>
    public static T Run<T>(IFlowHost? host, Func<T> flow)
    {
        T result = default!;
        Run(host, () => { result = flow(); });
        return result;
    }

    /// <summary>To call where a flow starts another one: gives what the other one runs.</summary>
    public static Action Fork(Action work)
    {
        if (Here is not { } host)
            return work;

        ExceptionDispatchInfo? thrown = null;
        var run = RuleRun.Here;
        var fork = host.Fork(() => thrown = Inside(host, work));
        return () =>
        {
            try
            {
                fork();
            }
            catch (Exception exception) when (run is not null)
            {
                // Whatever the platform calls this with, a thread of the pool for instance, may have no use for an exception.
                run.FailHost(exception);
            }

            thrown?.Throw();
        };
    }

    /// <summary>For a flow that is started so that it inherits nothing.</summary>
    public static Func<T> Clean<T>(Func<T> work)
    {
        var host = Here;
        return () => Run(host, work);
    }

    static ExceptionDispatchInfo? Inside(IFlowHost host, Action flow)
    {
        var (outer, context) = (Here, SynchronizationContext.Current);
        OfThisFlow.Value = host;
        if (context is null && TaskScheduler.Current == TaskScheduler.Default)
            SynchronizationContext.SetSynchronizationContext(new HostedContinuations(host, RuleRun.Here));

        try
        {
            flow();
            return null;
        }
        catch (Exception exception)
        {
            return ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            OfThisFlow.Value = outer;
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
