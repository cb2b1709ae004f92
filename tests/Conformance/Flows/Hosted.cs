using System.Runtime.ExceptionServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>
/// Runs the flows of a rule inside the host of its carrier, where it has one. Without a host all of this is an ordinary call.
/// </summary>
static class Hosted
{
    static readonly AsyncLocal<RuleHost?> OfThisFlow = new();

    /// <summary>The host that this flow is inside of.</summary>
    public static RuleHost? Here => OfThisFlow.Value;

    /// <summary>Runs a flow in a context of its own, and throws what it throws, whatever thread the host takes.</summary>
    public static void Run(RuleHost? host, Action flow)
    {
        if (host is null)
            flow();
        else
            host.Run(flow);
    }

    /// <summary>The same for what starts as a task: its first part runs inside; what awaits goes on as the host has it.</summary>
    public static T Run<T>(RuleHost? host, Func<T> flow)
    {
        T result = default!;
        Run(host, () => { result = flow(); });
        return result;
    }

    /// <summary>Runs a flow on a thread where there is no caller that would hear what the host throws.</summary>
    public static void RunAlone(RuleHost? host, Action flow)
    {
        if (host is null)
            flow();
        else
            host.Alone(() => host.Run(flow));
    }

    /// <summary>To call where a flow starts another one: gives what the other one runs.</summary>
    public static Action Fork(Action work) => Here?.Fork(work) ?? work;

    /// <summary>For a flow that is started so that it inherits nothing.</summary>
    public static Func<T> Clean<T>(Func<T> work)
    {
        var host = Here;
        return () => Run(host, work);
    }

    /// <summary>For what the host calls. Gives what the flow threw.</summary>
    public static ExceptionDispatchInfo? Inside(RuleHost host, Action flow)
    {
        var (outer, context) = (Here, SynchronizationContext.Current);
        OfThisFlow.Value = host;
        if (context is null && TaskScheduler.Current == TaskScheduler.Default)
            SynchronizationContext.SetSynchronizationContext(new HostedContinuations(host));

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
