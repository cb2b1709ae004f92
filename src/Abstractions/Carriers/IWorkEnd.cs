namespace Stackbilt.Observability;

/// <summary>What is done when work ends that ran while a span was active. A type and no object, so that no state machine has to keep it.</summary>
interface IWorkEnd
{
    /// <summary>Whether <see cref="OnFailure"/> wants to know.</summary>
    bool SeesFailures { get; }

    /// <summary>The work has thrown.</summary>
    void OnFailure(Span? span, Exception exception);

    /// <summary>The work is over, however it ended, and its scope is closed.</summary>
    void OnEnd(Span? span);
}
