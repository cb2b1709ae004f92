using System.Runtime.ExceptionServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>One flow that a host is given to run: once, and before the host returns.</summary>
/// <param name="member">What of the host runs it, for the story of a failure.</param>
/// <param name="calls">Hears of a host that runs it again.</param>
/// <param name="flow">The flow; gives what it threw.</param>
sealed class HostedFlow(string member, HostCalls calls, Func<ExceptionDispatchInfo?> flow)
{
    const int Waiting = 0, Running = 1, Ended = 2, Left = 3;

    int _state;
    ExceptionDispatchInfo? _thrown;

    /// <summary>For the host to call. What the flow throws is kept.</summary>
    public void Run() => _ = Keep();

    /// <summary>The same, and the host sees what is thrown, and has to clean up after it.</summary>
    public void RunAndThrow()
    {
        if (Keep())
            Throw();
    }

    /// <summary>Whether this is what the flow threw, on its way through the host.</summary>
    public bool Threw(Exception exception) => exception == _thrown?.SourceException;

    /// <summary>Throws what the flow threw.</summary>
    public void Throw() => _thrown?.Throw();

    /// <summary>To call when the host has returned. Throws where it has not done what it was asked for.</summary>
    public void Leave()
    {
        switch (Interlocked.Exchange(ref _state, Left))
        {
            case Waiting:
                throw Wrong("did not call the flow");
            case Running:
                throw Wrong("returned before the flow did");
        }
    }

    /// <summary>Whether there is still a caller that waits for it: where there is none, what is thrown ends the process.</summary>
    bool Keep()
    {
        var before = Interlocked.CompareExchange(ref _state, Running, Waiting);
        if (before != Waiting)
        {
            calls.Fail(Wrong(before == Left ? "called the flow after it had returned" : "called the flow again"));
            return false;
        }

        _thrown = flow();
        return Interlocked.CompareExchange(ref _state, Ended, Running) == Running;
    }

    RuleBrokenException Wrong(string what) => new(RuleRun.Story($"{nameof(IFlowHost)}.{member} that {what}", "one call"));
}
