namespace Stackbilt.Observability.Conformance;

/// <summary>
/// A host, together with the calls of the rule that it works for: a flow that inherits nothing still knows who must hear of what the
/// host does wrong.
/// </summary>
sealed class RuleHost(IFlowHost host, HostCalls calls)
{
    /// <summary>Runs a flow in a context of its own, and throws what it throws, whatever thread the host takes.</summary>
    public void Run(Action flow)
    {
        var hosted = new HostedFlow(nameof(host.Run), calls, () => Hosted.Inside(this, flow));
        Heard(() =>
        {
            try
            {
                host.Run(hosted.RunAndThrow);
            }
            catch (Exception exception) when (hosted.Threw(exception))
            {
            }

            hosted.Leave();
        });
        hosted.Throw();
    }

    /// <summary>To call where a flow starts another one: gives what the other one runs.</summary>
    public Action Fork(Action work)
    {
        var hosted = new HostedFlow(nameof(host.Fork), calls, () => Hosted.Inside(this, work));
        Action? fork = null;
        Heard(() => fork = host.Fork(hosted.Run)
            ?? throw new RuleBrokenException(RuleRun.Story($"null from {nameof(IFlowHost)}.{nameof(host.Fork)}", "what runs the flow")));
        return () =>
        {
            // Whatever the platform calls this with, a thread of the pool for instance, may have no use for an exception.
            Alone(() =>
            {
                fork!();
                hosted.Leave();
            });
            hosted.Throw();
        };
    }

    /// <summary>For a thread where there is no caller: an exception would end the process, and the rule would wait for ever.</summary>
    public void Alone(Action work)
    {
        try
        {
            Heard(work);
        }
        catch (Exception)
        {
            // Heard already.
        }
    }

    /// <summary>A caller may take what is thrown for something else, or be gone. So the rule hears of it as well.</summary>
    void Heard(Action work)
    {
        calls.Begin();
        try
        {
            work();
        }
        catch (Exception exception)
        {
            calls.Fail(exception);
            throw;
        }
        finally
        {
            calls.End();
        }
    }
}
