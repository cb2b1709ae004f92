namespace Stackbilt.Observability;

/// <summary>What is done when work ends that ran while a span was active.</summary>
interface IWorkEnd
{
    /// <summary>Whether <see cref="OnFailure"/> wants to know.</summary>
    bool SeesFailures { get; }

    /// <summary>The work has thrown.</summary>
    void OnFailure(Exception exception);

    /// <summary>The work is over, however it ended, and its scope is closed.</summary>
    void OnEnd();
}
