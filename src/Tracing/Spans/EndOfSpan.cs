namespace Stackbilt.Observability;

/// <summary>The span ends with the work, and has on it what the work has thrown.</summary>
readonly struct EndOfSpan : IWorkEnd
{
    public bool SeesFailures => true;

    public void OnFailure(Span? span, Exception exception) => FailedWork.Record(span!, exception);

    public void OnEnd(Span? span) => span!.End();
}
